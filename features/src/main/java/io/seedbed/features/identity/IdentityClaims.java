package io.seedbed.features.identity;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.forall;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import io.seedbed.features.source.LandedIdentities;
import io.seedbed.features.source.LandedRows;
import io.seedbed.features.table.Field;
import io.seedbed.features.time.RunDate;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What the identities source claims, as links are made of it. An id whose claims end or name
 * several customers one after the other is cut into stretches of time at their bounds; its customer
 * is not.
 */
public final class IdentityClaims {

  static final Field ID = LandedIdentities.ID;
  static final Field ID_KIND = LandedIdentities.ID_KIND;
  static final Field SAME_AS = LandedIdentities.SAME_AS;
  static final Field SAME_AS_KIND = LandedIdentities.SAME_AS_KIND;
  static final Field VALID_FROM = IdentityLinks.VALID_FROM;
  static final Field VALID_TO = IdentityLinks.VALID_TO;

  static final Field IS_CUT =
      Field.flag("_is_cut", "Whether the id belongs to somebody for some time only", "是否分段");

  /**
   * Whether the customer's id is itself nobody's in particular: the claim contests, and no more.
   */
  static final Field IS_VOID =
      Field.flag("_is_void", "Whether the claim names no customer", "是否无归属");

  private static final String CLAIM = "_claim";
  private static final String CLAIMS = "_claims";
  private static final String BOUNDS = "_bounds";
  private static final String STRETCH = "_stretch";
  private static final String HUB = "_hub";

  /** What says "for ever" in one way or another. */
  private static final int LAST_YEAR = 9999;

  private static final Field LINKS = Field.count("_links", "ids", "Other ids", "关联数");

  /**
   * The claims known on the run date, one row each: of several about the same pair from the same
   * time on the latest counts. An id that may be shared stands on the side of {@link #ID}, and so
   * does, where a claim holds for some time only, the id of the lesser kind.
   */
  static Dataset<Row> stated(Dataset<Row> landedIdentities, RunDate runDate, IdentityRules rules) {
    Column isLesser = isBounded().and(rank(SAME_AS_KIND, rules).gt(rank(ID_KIND, rules)));
    Column isTurned =
        isOf(ID_KIND, rules.ownKinds())
            .and(
                isOf(SAME_AS_KIND, rules.sharedKinds())
                    .or(isOf(SAME_AS_KIND, rules.ownKinds()).and(isLesser)));
    return LandedRows.accepted(landedIdentities)
        .where(runDate.isKnown(LandedIdentities.LINKED_AT.col()))
        .where(ID.col().notEqual(SAME_AS.col()))
        .withColumn(VALID_FROM.name(), clamped(LandedIdentities.VALID_FROM, IdentityLinks.ALWAYS))
        .withColumn(VALID_TO.name(), clamped(LandedIdentities.VALID_TO, IdentityLinks.FOR_EVER))
        .where(VALID_FROM.col().lt(VALID_TO.col()))
        .select(
            either(isTurned, SAME_AS, ID).as(ID.name()),
            either(isTurned, SAME_AS_KIND, ID_KIND).as(ID_KIND.name()),
            either(isTurned, ID, SAME_AS).as(SAME_AS.name()),
            either(isTurned, ID_KIND, SAME_AS_KIND).as(SAME_AS_KIND.name()),
            VALID_FROM.col(),
            struct(LandedIdentities.LINKED_AT.col(), VALID_TO.col()).as(CLAIM))
        .groupBy(ID.col(), ID_KIND.col(), SAME_AS.col(), SAME_AS_KIND.col(), VALID_FROM.col())
        .agg(max(col(CLAIM)).getField(VALID_TO.name()).as(VALID_TO.name()));
  }

  /** One row per claim that can link or contest a link, and stretch of time in which it holds. */
  public static Dataset<Row> from(
      Dataset<Row> landedIdentities, RunDate runDate, IdentityRules rules) {
    Dataset<Row> able =
        stated(landedIdentities, runDate, rules).where(isOwn(rules).or(isShared(rules)));
    Dataset<Row> hubs = hubs(able, rules);
    Dataset<Row> stretches =
        stretches(able.join(hubs, ID.col().equalTo(col(HUB)), "left_anti"), rules);
    Dataset<Row> cutIds = stretches.where(IS_CUT.col()).select(ID.col().as(HUB)).distinct();
    return stretches
        .join(hubs.unionByName(cutIds).distinct(), SAME_AS.col().equalTo(col(HUB)), "left")
        .withColumn(IS_VOID.name(), col(HUB).isNotNull())
        .drop(HUB);
  }

  /** Whether a claim puts two ids together that belong to one person alone, and always did. */
  static Column joins(IdentityRules rules) {
    return isOwn(rules).and(not(IS_CUT.col())).and(not(IS_VOID.col()));
  }

  /** Whether both ids of a claim are of kinds that belong to one person alone. */
  static Column isOwn(IdentityRules rules) {
    return isOf(ID_KIND, rules.ownKinds()).and(isOf(SAME_AS_KIND, rules.ownKinds()));
  }

  /** Whether a claim gives an id that may be shared to one that may not. */
  static Column isShared(IdentityRules rules) {
    return isOf(ID_KIND, rules.sharedKinds()).and(isOf(SAME_AS_KIND, rules.ownKinds()));
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
    Dataset<Row> oneWay = able.select(ID.col().as(HUB), SAME_AS.col().as(CLAIM));
    Dataset<Row> otherWay = able.select(SAME_AS.col().as(HUB), ID.col().as(CLAIM));
    return oneWay
        .unionByName(otherWay)
        .distinct()
        .groupBy(col(HUB))
        .agg(LINKS.is(count(lit(1))))
        .where(LINKS.col().gt(rules.maxLinks()))
        .select(col(HUB));
  }

  private static Dataset<Row> stretches(Dataset<Row> claims, IdentityRules rules) {
    Column isOfOnesOwn =
        forall(
            col(CLAIMS), claim -> claim.getField(ID_KIND.name()).isin(rules.ownKinds().toArray()));
    Column neverEnds =
        forall(
            col(CLAIMS),
            claim -> claim.getField(VALID_TO.name()).equalTo(lit(IdentityLinks.FOR_EVER)));
    Column hasOneCustomer =
        size(array_distinct(transform(col(CLAIMS), claim -> claim.getField(SAME_AS.name()))))
            .equalTo(1);
    // From when it is said to be theirs makes no difference to an id that was never another's.
    Column isWhole = isOfOnesOwn.and(neverEnds).and(hasOneCustomer);
    Column whole = array(lit(IdentityLinks.ALWAYS), lit(IdentityLinks.FOR_EVER));
    Column bounds =
        array_sort(
            array_distinct(
                concat(
                    whole,
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
        .withColumn(BOUNDS, when(isWhole, whole).otherwise(bounds))
        .withColumn(STRETCH, explode(cut))
        .withColumn(CLAIM, explode(col(CLAIMS)))
        .where(isWhole.or(holds))
        .select(
            IS_CUT.is(last.gt(1)),
            ID.col(),
            col(CLAIM).getField(ID_KIND.name()).as(ID_KIND.name()),
            col(CLAIM).getField(SAME_AS.name()).as(SAME_AS.name()),
            col(CLAIM).getField(SAME_AS_KIND.name()).as(SAME_AS_KIND.name()),
            VALID_FROM.is(from),
            VALID_TO.is(to))
        .distinct();
  }

  /** A time of a claim, none earlier than always and none later than for ever. */
  private static Column clamped(Field bound, Instant open) {
    Column given = coalesce(bound.col(), lit(open));
    return when(year(given).geq(LAST_YEAR), lit(IdentityLinks.FOR_EVER))
        .otherwise(greatest(given, lit(IdentityLinks.ALWAYS)));
  }

  /** The place of a kind among those of one's own, from 1, the best first; 0 for others. */
  static Column rank(Field kind, IdentityRules rules) {
    return array_position(
        array(rules.ownKinds().stream().map(functions::lit).toArray(Column[]::new)), kind.col());
  }

  private static Column either(Column isTurned, Field turned, Field straight) {
    return when(isTurned, turned.col()).otherwise(straight.col());
  }

  private static Column isOf(Field kind, List<String> kinds) {
    return kind.col().isin(kinds.toArray());
  }

  private IdentityClaims() {}
}
