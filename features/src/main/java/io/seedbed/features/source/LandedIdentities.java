package io.seedbed.features.source;

import static org.apache.spark.sql.functions.concat_ws;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.util.List;
import java.util.Optional;

/**
 * One row per row of the identities source: a claim that two ids are one customer, or that one id
 * was a customer's for some time. Ids are written as the other sources write them: a telephone that
 * an order preset keeps as a hash is claimed by that hash.
 */
public final class LandedIdentities {

  /** The kinds of id a claim can be about. */
  public static final List<String> KINDS =
      List.of(
          "unionid",
          "external_userid",
          "openid",
          "account",
          "phone",
          "email",
          "nick",
          "device",
          "address",
          "payer");

  public static final Field ID = Field.text("id", "Id as some source has it", "来源编号");
  public static final Field ID_KIND = kind("id_kind", "What kind of id it is", "编号类型");
  public static final Field SAME_AS =
      Field.text("same_as", "Id of the customer it belongs to", "所属客户的编号");
  public static final Field SAME_AS_KIND =
      kind("same_as_kind", "What kind of id that is", "所属客户编号的类型");
  public static final Field LINKED_AT =
      Field.instant("linked_at", "When the claim was made (UTC)", "关联时间（UTC）");
  public static final Field VALID_FROM =
      Field.instant(
              "valid_from",
              "From when the id was the customer's (UTC); null for always",
              "生效时间，一直有效为空")
          .orNull();
  public static final Field VALID_TO =
      Field.instant(
              "valid_to",
              "Since when the id is the customer's no more (UTC); null while it is",
              "失效时间，仍有效为空")
          .orNull();

  public static final SourceContract CONTRACT =
      new SourceContract(
          "identities",
          List.of("claim"),
          List.of(ID, ID_KIND, SAME_AS, SAME_AS_KIND, LINKED_AT, VALID_FROM, VALID_TO),
          List.of(ID, ID_KIND, SAME_AS, SAME_AS_KIND, VALID_FROM, LINKED_AT),
          LINKED_AT,
          ID,
          Optional.empty());

  public static final Table TABLE =
      LandedRows.table(
          CONTRACT,
          "One row per row of the identities source, with what became of it",
          "身份来源的每一行及其处理结果",
          ID,
          ID_KIND,
          SAME_AS,
          SAME_AS_KIND,
          LINKED_AT,
          VALID_FROM,
          VALID_TO);

  /** How the rows of the source's files are landed. */
  public static Landing landing(SourceMapping mapping, Reading reading) {
    return new Landing(TABLE, CONTRACT, mapping, reading)
        .rejecting(
            "empty_validity",
            VALID_TO.col().leq(VALID_FROM.col()),
            given -> concat_ws(" to ", given.named(VALID_FROM), given.named(VALID_TO)));
  }

  private static Field kind(String name, String english, String chinese) {
    return Field.text(name, english, chinese).oneOf(KINDS.toArray(String[]::new));
  }

  private LandedIdentities() {}
}
