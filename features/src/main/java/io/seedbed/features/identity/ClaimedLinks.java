package io.seedbed.features.identity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;

import io.seedbed.features.table.Field;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * {@link IdentityLinks} out of claims. Ids that belong to one person alone make customers: the
 * connected components of the claims between them. A customer is named by the least of its ids, the
 * best kind first, so that the name depends on nothing but the claims. An id that may be shared, or
 * that belongs to somebody for some time only, joins a customer where all its claims of that time
 * lead to one, and never puts two together.
 */
public final class ClaimedLinks {

  private static final Field RANK = Field.count("_rank", "", "Place of the kind", "类型次序");
  private static final Field IDS = Field.count("_ids", "ids", "Ids of a component", "编号数");
  private static final Field NAME = Field.text("_name", "Customer's name", "客户名");
  private static final Field OTHER_NAME = Field.text("_other_name", "Greatest name", "最大名");
  private static final Field IS_CONTESTED =
      Field.flag("_is_contested", "Whether somebody who is no customer claims it too", "是否有争议");

  /** The start of the components of a shop's customers, for {@link Components#contracted}. */
  public static Dataset<Row> start(Dataset<Row> claims, IdentityRules rules) {
    return Components.start(
        claims.where(IdentityClaims.joins(rules)), IdentityClaims.ID, IdentityClaims.SAME_AS);
  }

  /**
   * The links.
   *
   * @param claims {@link IdentityClaims#from}
   * @param stars what {@link #start} comes to
   */
  public static Dataset<Row> from(Dataset<Row> claims, Dataset<Row> stars, IdentityRules rules) {
    Dataset<Row> nodes = nodes(claims.where(IdentityClaims.joins(rules)), rules);
    Dataset<Row> placed =
        nodes.join(members(stars, rules), new String[] {Components.NODE.name()}, "inner");
    Dataset<Row> customers =
        placed
            .join(names(placed), new String[] {Components.ROOT.name()}, "inner")
            .select(Components.NODE.col(), NAME.col());
    Dataset<Row> leaves =
        claims
            .where(not(IdentityClaims.joins(rules)))
            .join(nodes, IdentityClaims.ID.col().equalTo(Components.NODE.col()), "left_anti");
    return IdentityLinks.made(
        always(customers).unionByName(ofLeaves(leaves, customers)), IdentityRule.BY_CLAIMS);
  }

  /** Every node with its component, of components no larger than a customer. */
  private static Dataset<Row> members(Dataset<Row> stars, IdentityRules rules) {
    Dataset<Row> roots =
        stars.select(Components.NODE.is(Components.ROOT.col()), Components.ROOT.col());
    Dataset<Row> all = stars.unionByName(roots).distinct();
    Dataset<Row> customers =
        all.groupBy(Components.ROOT.col())
            .agg(IDS.is(count(lit(1))))
            .where(IDS.col().leq(rules.maxIds()))
            .select(Components.ROOT.col());
    return all.join(customers, new String[] {Components.ROOT.name()}, "left_semi");
  }

  /** Both ids of every claim, with the best kind anybody calls them. */
  private static Dataset<Row> nodes(Dataset<Row> joining, IdentityRules rules) {
    Dataset<Row> ids =
        joining.select(
            Components.NODE.is(IdentityClaims.ID.col()),
            RANK.is(IdentityClaims.rank(IdentityClaims.ID_KIND, rules)));
    Dataset<Row> customers =
        joining.select(
            Components.NODE.is(IdentityClaims.SAME_AS.col()),
            RANK.is(IdentityClaims.rank(IdentityClaims.SAME_AS_KIND, rules)));
    return ids.unionByName(customers).groupBy(Components.NODE.col()).agg(RANK.is(min(RANK.col())));
  }

  private static Dataset<Row> names(Dataset<Row> placed) {
    return placed
        .groupBy(Components.ROOT.col())
        .agg(
            min(struct(RANK.col(), Components.NODE.col()))
                .getField(Components.NODE.name())
                .as(NAME.name()));
  }

  private static Dataset<Row> always(Dataset<Row> customers) {
    return customers.select(
        IdentityLinks.SOURCE_USER_ID.is(Components.NODE.col()),
        IdentityLinks.VALID_FROM.is(lit(IdentityLinks.ALWAYS)),
        IdentityLinks.VALID_TO.is(lit(IdentityLinks.FOR_EVER)),
        IdentityLinks.USER_ID.is(NAME.col()));
  }

  private static Dataset<Row> ofLeaves(Dataset<Row> leaves, Dataset<Row> customers) {
    Column name = coalesce(NAME.col(), IdentityClaims.SAME_AS.col());
    return leaves
        .join(customers, IdentityClaims.SAME_AS.col().equalTo(Components.NODE.col()), "left")
        .groupBy(
            IdentityClaims.ID.col(), IdentityClaims.VALID_FROM.col(), IdentityClaims.VALID_TO.col())
        .agg(
            NAME.is(min(name)),
            OTHER_NAME.is(max(name)),
            IS_CONTESTED.is(max(IdentityClaims.IS_VOID.col())))
        .where(NAME.col().equalTo(OTHER_NAME.col()).and(not(IS_CONTESTED.col())))
        .select(
            IdentityLinks.SOURCE_USER_ID.is(IdentityClaims.ID.col()),
            IdentityLinks.VALID_FROM.col(),
            IdentityLinks.VALID_TO.col(),
            IdentityLinks.USER_ID.is(NAME.col()));
  }

  private ClaimedLinks() {}
}
