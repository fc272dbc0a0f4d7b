package io.seedbed.features.identity;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per claim of the identities source that was not followed, for somebody to look at. Two
 * ids that share a telephone, a device or a nick may be one person or a family: to take them for
 * one would give a stranger's orders to a customer, so they stay apart until a claim between ids of
 * their own says otherwise.
 */
public final class IdentityReviews {

  public static final Field ID = IdentityClaims.ID;
  public static final Field ID_KIND = IdentityClaims.ID_KIND;
  public static final Field SAME_AS = IdentityClaims.SAME_AS;
  public static final Field SAME_AS_KIND = IdentityClaims.SAME_AS_KIND;
  public static final Field VALID_FROM = IdentityClaims.VALID_FROM;
  public static final Field VALID_TO = IdentityClaims.VALID_TO;
  public static final Field USER_ID =
      Field.text("user_id", "Customer the id stands for as the claim begins", "编号现归属的客户");
  public static final Field OTHER_USER_ID =
      Field.text("other_user_id", "Customer that the claim would make it", "声明所指的客户");
  public static final Field REASON =
      Field.text(
              "reason",
              "weak_kind: a kind that says nothing of who it is; shared_id: led to several"
                  + " customers; changes_hands: the customer's id is itself claimed for some time"
                  + " only; too_many_ids: more links than a person has",
              "未采纳原因")
          .oneOf("weak_kind", "shared_id", "changes_hands", "too_many_ids");

  public static final Table TABLE =
      Table.named(
              "identity_reviews",
              "One row per claim of the identities source that was not followed",
              "每行一条未采纳、待人工核对的身份关联")
          .with(
              ID,
              ID_KIND,
              SAME_AS,
              SAME_AS_KIND,
              VALID_FROM,
              VALID_TO,
              USER_ID,
              OTHER_USER_ID,
              REASON)
          .keyedBy(ID, ID_KIND, SAME_AS, SAME_AS_KIND, VALID_FROM, VALID_TO);

  private static final Field CUT_ID = Field.text("_cut_id", "Id that changes hands", "易主编号");

  /**
   * The claims whose two ids are not one customer as the claim begins.
   *
   * @param landedIdentities {@link io.seedbed.features.source.LandedIdentities}
   * @param identityLinks what the claims have come to on the run date
   */
  public static Dataset<Row> from(
      Dataset<Row> landedIdentities,
      Dataset<Row> identityLinks,
      RunDate runDate,
      IdentityRules rules) {
    Dataset<Row> stated = IdentityClaims.stated(landedIdentities, runDate, rules);
    Dataset<Row> cut =
        stated
            .where(IdentityClaims.isOwn(rules).and(IdentityClaims.isBounded()))
            .select(CUT_ID.is(ID.col()))
            .distinct();
    Column at = VALID_FROM.col();
    Dataset<Row> named = IdentityLinks.withCustomer(stated, identityLinks, ID, at, USER_ID);
    Dataset<Row> resolved =
        IdentityLinks.withCustomer(named, identityLinks, SAME_AS, at, OTHER_USER_ID);
    return resolved
        .where(USER_ID.col().notEqual(OTHER_USER_ID.col()))
        .join(cut, SAME_AS.col().equalTo(CUT_ID.col()), "left")
        .withColumn(REASON.name(), reason(rules))
        .select(TABLE.columns());
  }

  private static Column reason(IdentityRules rules) {
    Column isWeak = not(IdentityClaims.isOwn(rules).or(IdentityClaims.isShared(rules)));
    return when(isWeak, lit("weak_kind"))
        .when(CUT_ID.col().isNotNull(), lit("changes_hands"))
        .when(IdentityClaims.isShared(rules), lit("shared_id"))
        .otherwise(lit("too_many_ids"));
  }

  private IdentityReviews() {}
}
