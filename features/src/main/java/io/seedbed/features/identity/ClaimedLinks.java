package io.seedbed.features.identity;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;

import io.seedbed.features.table.Field;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * {@link IdentityLinks} out of claims. Ids that belong to one person alone make customers: the
 * connected components of the claims between them. A customer is named by the least of its ids, the
 * best kind first, so that the name depends on nothing but the claims. An id that may be shared
 * joins a customer where all its claims of that time lead to one, and never puts two together.
 */
public final class ClaimedLinks {

  private static final Field RANK = Field.count("_rank", "", "Place of the kind", "类型次序");
  private static final Field IDS = Field.count("_ids", "ids", "Ids of a component", "编号数");
  private static final Field NAME = Field.text("_name", "Customer's name", "客户名");
  private static final Field OTHER_NAME = Field.text("_other_name", "Greatest name", "最大名");

  /** The start of the components of a shop's customers, for {@link Components#contracted}. */
  public static Dataset<Row> start(Dataset<Row> claims, IdentityRules rules) {
    return Components.start(
        claims.where(IdentityClaims.isOwn(rules)), IdentityClaims.NODE, IdentityClaims.SAME_AS);
  }

  /**
   * The links.
   *
   * @param claims {@link IdentityClaims#from}
   * @param stars what {@link #start} comes to
   */
  public static Dataset<Row> from(Dataset<Row> claims, Dataset<Row> stars, IdentityRules rules) {
    Dataset<Row> members = members(stars, rules);
    Dataset<Row> placed =
        nodes(claims.where(IdentityClaims.isOwn(rules)), rules)
            .join(members, new String[] {Components.NODE.name()}, "inner");
    Dataset<Row> names = names(placed);
    Dataset<Row> own =
        placed
            .join(names, new String[] {Components.ROOT.name()}, "inner")
            .select(links(NAME.col()));
    Dataset<Row> shared = ofShared(claims.where(IdentityClaims.isShared(rules)), members, names);
    return IdentityLinks.made(own.unionByName(shared), IdentityRule.BY_CLAIMS);
  }

  /** Every node with its component, of components no larger than a customer. */
  private static Dataset<Row> members(Dataset<Row> stars, IdentityRules rules) {
    Dataset<Row> all =
        stars
            .unionByName(
                stars.select(Components.NODE.is(Components.ROOT.col()), Components.ROOT.col()))
            .distinct();
    Dataset<Row> customers =
        all.groupBy(Components.ROOT.col())
            .agg(IDS.is(count(lit(1))))
            .where(IDS.col().leq(rules.maxIds()))
            .select(Components.ROOT.col());
    return all.join(customers, new String[] {Components.ROOT.name()}, "left_semi");
  }

  /** Both ids of every claim, with the best kind anybody calls them. */
  private static Dataset<Row> nodes(Dataset<Row> own, IdentityRules rules) {
    Dataset<Row> ids =
        own.select(
            Components.NODE.is(IdentityClaims.NODE.col()),
            IdentityClaims.ID.col(),
            IdentityClaims.VALID_FROM.col(),
            IdentityClaims.VALID_TO.col(),
            IdentityClaims.IS_CUT.col(),
            RANK.is(rank(IdentityClaims.ID_KIND, rules.ownKinds())));
    Dataset<Row> customers =
        own.select(
            Components.NODE.is(IdentityClaims.SAME_AS.col()),
            IdentityClaims.ID.is(IdentityClaims.SAME_AS.col()),
            IdentityClaims.VALID_FROM.is(lit(IdentityLinks.ALWAYS)),
            IdentityClaims.VALID_TO.is(lit(IdentityLinks.FOR_EVER)),
            IdentityClaims.IS_CUT.is(lit(false)),
            RANK.is(rank(IdentityClaims.SAME_AS_KIND, rules.ownKinds())));
    return ids.unionByName(customers)
        .groupBy(
            Components.NODE.col(),
            IdentityClaims.ID.col(),
            IdentityClaims.VALID_FROM.col(),
            IdentityClaims.VALID_TO.col(),
            IdentityClaims.IS_CUT.col())
        .agg(RANK.is(min(RANK.col())));
  }

  /** An id that was somebody else's at another time names nobody. */
  private static Dataset<Row> names(Dataset<Row> placed) {
    return placed
        .where(not(IdentityClaims.IS_CUT.col()))
        .groupBy(Components.ROOT.col())
        .agg(
            min(struct(RANK.col(), IdentityClaims.ID.col()))
                .getField(IdentityClaims.ID.name())
                .as(NAME.name()));
  }

  private static Dataset<Row> ofShared(
      Dataset<Row> shared, Dataset<Row> members, Dataset<Row> names) {
    Dataset<Row> customers =
        members
            .join(names, new String[] {Components.ROOT.name()}, "inner")
            .select(Components.NODE.col(), NAME.col());
    Column name = coalesce(NAME.col(), IdentityClaims.SAME_AS.col());
    return shared
        .join(customers, IdentityClaims.SAME_AS.col().equalTo(Components.NODE.col()), "left")
        .groupBy(
            IdentityClaims.ID.col(), IdentityClaims.VALID_FROM.col(), IdentityClaims.VALID_TO.col())
        .agg(NAME.is(min(name)), OTHER_NAME.is(max(name)))
        .where(NAME.col().equalTo(OTHER_NAME.col()))
        .select(links(NAME.col()));
  }

  private static Column[] links(Column name) {
    return new Column[] {
      IdentityLinks.SOURCE_USER_ID.is(IdentityClaims.ID.col()),
      IdentityLinks.VALID_FROM.col(),
      IdentityLinks.VALID_TO.col(),
      IdentityLinks.USER_ID.is(name)
    };
  }

  private static Column rank(Field kind, List<String> ownKinds) {
    return array_position(
        array(ownKinds.stream().map(functions::lit).toArray(Column[]::new)), kind.col());
  }

  private ClaimedLinks() {}
}
