package io.seedbed.features.identity;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.source.LandedIdentities;
import io.seedbed.features.source.LandedRows;
import io.seedbed.features.table.Field;
import io.seedbed.features.time.RunDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the identities source claims, as links are made of it. An id whose claims hold for some time
 * only is a node of its own in each stretch of time between their bounds; its customer is not cut.
 */
public final class IdentityClaims {

  static final Field ID = LandedIdentities.ID;
  static final Field ID_KIND = LandedIdentities.ID_KIND;
  static final Field SAME_AS = LandedIdentities.SAME_AS;
  static final Field SAME_AS_KIND = LandedIdentities.SAME_AS_KIND;
  static final Field VALID_FROM = IdentityLinks.VALID_FROM;
  static final Field VALID_TO = IdentityLinks.VALID_TO;

  /** The id, or the id in one stretch of time. */
  static final Field NODE = Field.text("_claim_node", "Id in a stretch of time", "某段时间内的编号");

  static final Field IS_CUT =
      Field.flag("_is_cut", "Whether the id's claims hold for some time only", "是否分段");

  private static final String CLAIM = "_claim";
  private static final String CLAIMS = "_claims";
  private static final String BOUNDS = "_bounds";
  private static final String STRETCH = "_stretch";
  private static final Field LINKS = Field.count("_links", "ids", "Other ids", "关联数");

  /** No id holds it, so that a node of a stretch is no id. */
  private static final String BREAK = "\u0001";

  /**
   * The claims known on the run date, one row each, an id that may be shared always on the side of
   * {@link #ID}.
   */
  static Dataset<Row> stated(Dataset<Row> landedIdentities, RunDate runDate, IdentityRules rules) {
    Column isTurned =
        isOf(ID_KIND, rules.ownKinds().toArray())
            .and(isOf(SAME_AS_KIND, rules.sharedKinds().toArray()));
    return LandedRows.accepted(landedIdentities)
        .where(runDate.isKnown(LandedIdentities.LINKED_AT.col()))
        .where(ID.col().notEqual(SAME_AS.col()))
        .select(
            either(isTurned, SAME_AS, ID).as(ID.name()),
            either(isTurned, SAME_AS_KIND, ID_KIND).as(ID_KIND.name()),
            either(isTurned, ID, SAME_AS).as(SAME_AS.name()),
            either(isTurned, ID_KIND, SAME_AS_KIND).as(SAME_AS_KIND.name()),
            VALID_FROM.is(coalesce(LandedIdentities.VALID_FROM.col(), lit(IdentityLinks.ALWAYS))),
            VALID_TO.is(coalesce(LandedIdentities.VALID_TO.col(), lit(IdentityLinks.FOR_EVER))))
        .distinct();
  }

  /** One row per claim that can link, and stretch of time in which it holds. */
  public static Dataset<Row> from(
      Dataset<Row> landedIdentities, RunDate runDate, IdentityRules rules) {
    Dataset<Row> able =
        stated(landedIdentities, runDate, rules).where(isOwn(rules).or(isShared(rules)));
    Dataset<Row> hubs = hubs(able, rules);
    Dataset<Row> stretches =
        stretches(
            able.join(hubs, ID.col().equalTo(Components.NODE.col()), "left_anti")
                .join(hubs, SAME_AS.col().equalTo(Components.NODE.col()), "left_anti"));
    return stretches.join(
        cutIds(stretches), SAME_AS.col().equalTo(Components.NODE.col()), "left_anti");
  }

  /** Whether both ids of a claim are of kinds that belong to one person alone. */
  static Column isOwn(IdentityRules rules) {
    Object[] own = rules.ownKinds().toArray();
    return isOf(ID_KIND, own).and(isOf(SAME_AS_KIND, own));
  }

  /** Whether a claim gives an id that may be shared to one that may not. */
  static Column isShared(IdentityRules rules) {
    return isOf(ID_KIND, rules.sharedKinds().toArray())
        .and(isOf(SAME_AS_KIND, rules.ownKinds().toArray()));
  }

  /** Whether a claim holds for some time only. */
  static Column isBounded() {
    return VALID_FROM
        .col()
        .gt(lit(IdentityLinks.ALWAYS))
        .or(VALID_TO.col().lt(lit(IdentityLinks.FOR_EVER)));
  }

  /** Ids that are claimed to be the same as more others than a person has. */
  private static Dataset<Row> hubs(Dataset<Row> able, IdentityRules rules) {
    Dataset<Row> oneWay =
        able.select(Components.NODE.is(ID.col()), Components.ROOT.is(SAME_AS.col()));
    Dataset<Row> otherWay =
        able.select(Components.NODE.is(SAME_AS.col()), Components.ROOT.is(ID.col()));
    return oneWay
        .unionByName(otherWay)
        .distinct()
        .groupBy(Components.NODE.col())
        .agg(LINKS.is(count(lit(1))))
        .where(LINKS.col().gt(rules.maxLinks()))
        .select(Components.NODE.col());
  }

  private static Dataset<Row> stretches(Dataset<Row> claims) {
    Column bounds =
        array_sort(
            array_distinct(
                concat(
                    array(lit(IdentityLinks.ALWAYS), lit(IdentityLinks.FOR_EVER)),
                    flatten(
                        transform(
                            col(CLAIMS),
                            claim ->
                                array(
                                    claim.getField(VALID_FROM.name()),
                                    claim.getField(VALID_TO.name())))))));
    Column last = size(col(BOUNDS)).minus(1);
    Column cut =
        transform(
            slice(col(BOUNDS), lit(1), last),
            (from, place) ->
                struct(
                    from.as(VALID_FROM.name()),
                    element_at(col(BOUNDS), place.plus(2)).as(VALID_TO.name())));
    Column from = col(STRETCH).getField(VALID_FROM.name());
    Column to = col(STRETCH).getField(VALID_TO.name());
    Column holds =
        col(CLAIM)
            .getField(VALID_FROM.name())
            .leq(from)
            .and(col(CLAIM).getField(VALID_TO.name()).geq(to));
    return claims
        .groupBy(ID.col())
        .agg(
            collect_set(
                    struct(
                        ID_KIND.col(),
                        SAME_AS.col(),
                        SAME_AS_KIND.col(),
                        VALID_FROM.col(),
                        VALID_TO.col()))
                .as(CLAIMS))
        .withColumn(BOUNDS, bounds)
        .withColumn(STRETCH, explode(cut))
        .withColumn(CLAIM, explode(col(CLAIMS)))
        .where(holds)
        .select(
            NODE.is(
                when(last.gt(1), concat_ws(BREAK, ID.col(), unix_micros(from)))
                    .otherwise(ID.col())),
            IS_CUT.is(last.gt(1)),
            ID.col(),
            col(CLAIM).getField(ID_KIND.name()).as(ID_KIND.name()),
            col(CLAIM).getField(SAME_AS.name()).as(SAME_AS.name()),
            col(CLAIM).getField(SAME_AS_KIND.name()).as(SAME_AS_KIND.name()),
            VALID_FROM.is(from),
            VALID_TO.is(to));
  }

  /**
   * What changes hands cannot be the customer of another id: of which of its owners would it be?
   */
  private static Dataset<Row> cutIds(Dataset<Row> stretches) {
    return stretches.where(IS_CUT.col()).select(Components.NODE.is(ID.col())).distinct();
  }

  private static Column either(Column isTurned, Field turned, Field straight) {
    return when(isTurned, turned.col()).otherwise(straight.col());
  }

  private static Column isOf(Field kind, Object[] kinds) {
    return kind.col().isin(kinds);
  }

  private IdentityClaims() {}
}
