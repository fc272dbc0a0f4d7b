package io.seedbed.features.identity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;

import io.seedbed.features.source.LandedRows;
import io.seedbed.features.source.SourceContract;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.time.Instant;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row per source id and time in which it stands for a customer of another id. */
public final class IdentityLinks {

  /** Where a link that always held begins, and where one that still holds ends. */
  static final Instant ALWAYS = Instant.parse("1900-01-01T00:00:00Z");

  static final Instant FOR_EVER = Instant.parse("9999-12-31T00:00:00Z");

  public static final Field SOURCE_USER_ID =
      Field.text("source_user_id", "Id as a source has it", "来源编号");
  public static final Field VALID_FROM =
      Field.instant("valid_from", "From when the link holds (UTC); 1900 for always", "生效时间（UTC）");
  public static final Field VALID_TO =
      Field.instant(
          "valid_to", "Since when it holds no more (UTC); 9999 while it does", "失效时间（UTC）");
  public static final Field USER_ID = Field.text("user_id", "Customer it is resolved to", "客户编号");
  public static final Field RULE =
      Field.text("rule", "What made the link", "关联规则").oneOf("by_claims", "by_rank");

  private static final Field LINKED_ID = Field.text("_linked_id", "Id to replace", "来源编号");
  private static final Field LINKED_FROM = Field.instant("_linked_from", "From when", "生效时间");
  private static final Field LINKED_TO = Field.instant("_linked_to", "Until when", "失效时间");
  private static final Field LINKED_USER_ID =
      Field.text("_linked_user_id", "Customer it stands for", "客户编号");

  public static final Table TABLE =
      Table.named(
              "identity_links",
              "One row per source id and time in which it stands for a customer of another id",
              "每行一条身份关联及其有效期")
          .with(SOURCE_USER_ID, VALID_FROM, VALID_TO, USER_ID, RULE)
          .keyedBy(SOURCE_USER_ID, VALID_FROM);

  /**
   * Accepted rows of a landed table, in which every input that names a customer names the one that
   * its id stood for at that time; all other columns stay.
   */
  public static Dataset<Row> resolved(
      Dataset<Row> landed, Dataset<Row> links, SourceContract contract) {
    Dataset<Row> rows = LandedRows.accepted(landed);
    for (SourceContract.Customer customer : contract.customers()) {
      Column at = coalesce(customer.at().col(), contract.eventTime().col());
      rows = withCustomer(rows, links, customer.id(), at, customer.id());
    }
    return rows;
  }

  /**
   * Rows with a column for the customer that an id of theirs stood for at some time; it may take
   * the id's own place.
   */
  static Dataset<Row> withCustomer(
      Dataset<Row> rows, Dataset<Row> links, Field id, Column at, Field customer) {
    Dataset<Row> resolutions =
        links.select(
            LINKED_ID.is(SOURCE_USER_ID.col()),
            LINKED_FROM.is(VALID_FROM.col()),
            LINKED_TO.is(VALID_TO.col()),
            LINKED_USER_ID.is(USER_ID.col()));
    Column isOfThen =
        id.col()
            .equalTo(LINKED_ID.col())
            .and(at.geq(LINKED_FROM.col()))
            .and(at.lt(LINKED_TO.col()));
    return rows.join(resolutions, isOfThen, "left")
        .withColumn(customer.name(), coalesce(LINKED_USER_ID.col(), id.col()))
        .drop(LINKED_ID.name(), LINKED_FROM.name(), LINKED_TO.name(), LINKED_USER_ID.name());
  }

  /** Links of ids that stand for another customer, of the columns of this table but the rule. */
  static Dataset<Row> made(Dataset<Row> linked, IdentityRule rule) {
    return linked
        .where(SOURCE_USER_ID.col().notEqual(USER_ID.col()))
        .withColumn(RULE.name(), lit(rule.name().toLowerCase(Locale.ROOT)))
        .select(TABLE.columns());
  }

  private IdentityLinks() {}
}
