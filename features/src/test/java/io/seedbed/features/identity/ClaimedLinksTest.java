package io.seedbed.features.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClaimedLinksTest {

  @Test
  void idsOfOnePersonAreOneCustomerNamedByTheBestKind() {
    Claims claims =
        new Claims()
            .claim("external_userid:wa", "unionid:z1")
            .claim("external_userid:wb", "unionid:z1")
            .claim("account:a7", "external_userid:wb");
    assertThat(claims.linkLines()).containsExactly("a7 z1", "wa z1", "wb z1");
    assertThat(claims.reviewLines()).isEmpty();
  }

  @Test
  void withinAKindTheLeastIdNamesTheCustomerWhicheverSideItStandsOn() {
    assertThat(
            new Claims()
                .claim("unionid:u2", "unionid:u1")
                .claim("unionid:u2", "unionid:u3")
                .linkLines())
        .containsExactly("u2 u1", "u3 u1");
  }

  @Test
  void aPhoneThatOnePersonHasGoesToTheCustomer() {
    Claims claims =
        new Claims()
            .claim("external_userid:wa", "unionid:u1")
            .claim("phone:139", "external_userid:wa")
            .claim("phone:139", "unionid:u1");
    assertThat(claims.linkLines()).containsExactly("139 u1", "wa u1");
  }

  @Test
  void aPhoneOfAFamilyPutsNobodyTogether() {
    Claims claims =
        new Claims()
            .claim("phone:139", "unionid:mother")
            .claim("phone:139", "unionid:son")
            .claim("phone:138", "unionid:son");
    assertThat(claims.linkLines()).containsExactly("138 son");
    assertThat(claims.reviewLines())
        .containsExactly("139 is not mother: shared_id", "139 is not son: shared_id");
  }

  @Test
  void aPhoneClaimedTheOtherWayRoundIsTheSameClaim() {
    Claims claims =
        new Claims().claim("unionid:mother", "phone:139").claim("unionid:son", "phone:139");
    assertThat(claims.linkLines()).isEmpty();
    assertThat(claims.reviewLines()).hasSize(2).allMatch(line -> line.endsWith("shared_id"));
  }

  @Test
  void aPhoneThatChangedHandsBelongsToItsOwnerOfTheTime() {
    Claims claims =
        new Claims()
            .claim("phone:139", "unionid:old", null, "2026-02-01T00:00:00Z")
            .claim("phone:139", "unionid:new", "2026-03-01T00:00:00Z", null);
    assertThat(claims.linkLines())
        .containsExactly("139 new 2026-03-01..9999-12-31", "139 old 1900-01-01..2026-02-01");
  }

  @Test
  void whileTwoHaveAPhoneItIsNobodys() {
    Claims claims =
        new Claims()
            .claim("phone:139", "unionid:old", null, "2026-03-01T00:00:00Z")
            .claim("phone:139", "unionid:new", "2026-02-01T00:00:00Z", null);
    assertThat(claims.linkLines())
        .containsExactly("139 new 2026-03-01..9999-12-31", "139 old 1900-01-01..2026-02-01");
  }

  @Test
  void anAccountThatWasSoldNamesNobodyAndGluesNobody() {
    Claims claims =
        new Claims()
            .claim("unionid:a", "unionid:b", null, "2026-02-01T00:00:00Z")
            .claim("unionid:a", "unionid:c", "2026-02-01T00:00:00Z", null);
    assertThat(claims.linkLines())
        .containsExactly("a b 1900-01-01..2026-02-01", "a c 2026-02-01..9999-12-31");
  }

  @Test
  void whatChangesHandsIsNoCustomerOfAnotherId() {
    Claims claims =
        new Claims()
            .claim("account:shop", "unionid:b", null, "2026-02-01T00:00:00Z")
            .claim("external_userid:w", "account:shop");
    assertThat(claims.linkLines()).containsExactly("shop b 1900-01-01..2026-02-01");
    assertThat(claims.reviewLines()).containsExactly("w is not shop: changes_hands");
  }

  @Test
  void anIdWithMoreLinksThanAPersonHasIsNoPerson() {
    Claims claims =
        new Claims()
            .claim("external_userid:w1", "account:till")
            .claim("external_userid:w2", "account:till")
            .claim("external_userid:w3", "account:till")
            .claim("external_userid:w4", "account:till")
            .claim("external_userid:w1", "unionid:u1");
    assertThat(claims.linkLines()).containsExactly("w1 u1");
    assertThat(claims.reviewLines())
        .hasSize(4)
        .allMatch(line -> line.endsWith("is not till: too_many_ids"));
  }

  @Test
  void aChainLongerThanAPersonIsLeftApart() {
    Claims chain = new Claims();
    for (int i = 1; i <= 5; i++) {
      chain.claim("unionid:u" + i, "unionid:u" + (i + 1));
    }
    assertThat(chain.linkLines()).isEmpty();
    assertThat(chain.reviewLines()).hasSize(5).allMatch(line -> line.endsWith("too_many_ids"));
  }

  @Test
  void anotherIdMoreInTheChainIsStillOnePerson() {
    Claims chain = new Claims();
    for (int i = 1; i <= 4; i++) {
      chain.claim("unionid:u" + i, "unionid:u" + (i + 1));
    }
    assertThat(chain.linkLines()).containsExactly("u2 u1", "u3 u1", "u4 u1", "u5 u1");
  }

  @Test
  void nicksAndDevicesAreNeverFollowed() {
    Claims claims =
        new Claims().claim("nick:小王", "unionid:u1").claim("device:d", "external_userid:w");
    assertThat(claims.linkLines()).isEmpty();
    assertThat(claims.reviewLines())
        .containsExactly("d is not w: weak_kind", "小王 is not u1: weak_kind");
  }

  @Test
  void anAccountThatTwoHadAtOnceGluesNobody() {
    assertThat(
            new Claims()
                .claim("account:o", "unionid:b", null, "2026-03-01T00:00:00Z")
                .claim("account:o", "unionid:c", "2026-02-01T00:00:00Z", null)
                .linkLines())
        .containsExactly("o b 1900-01-01..2026-02-01", "o c 2026-03-01..9999-12-31");
  }

  @Test
  void whicheverSideAnAccountStandsOnItChangesHandsAndItsOwnersDoNot() {
    assertThat(
            new Claims()
                .claim("unionid:b", "account:o", null, "2026-02-01T00:00:00Z")
                .claim("unionid:c", "account:o", "2026-02-01T00:00:00Z", null)
                .linkLines())
        .containsExactly("o b 1900-01-01..2026-02-01", "o c 2026-02-01..9999-12-31");
  }

  @Test
  void aLaterClaimAboutAPairFromTheSameTimeOnTakesTheEarlierOnesPlace() {
    assertThat(
            new Claims()
                .row("accepted", "account:o", "unionid:b", "2026-01-05T00:00:00Z", null, null)
                .row(
                    "accepted",
                    "account:o",
                    "unionid:b",
                    "2026-04-05T00:00:00Z",
                    null,
                    "2026-02-01T00:00:00Z")
                .claim("account:o", "unionid:c", "2026-02-01T00:00:00Z", null)
                .linkLines())
        .containsExactly("o b 1900-01-01..2026-02-01", "o c 2026-02-01..9999-12-31");
  }

  @Test
  void anIdThatIsAnAccountAndATelephoneIsTheAccount() {
    Claims claims =
        new Claims().claim("account:139", "unionid:u1").claim("phone:139", "external_userid:w");
    assertThat(claims.linkLines()).containsExactly("139 u1");
    assertThat(claims.reviewLines()).containsExactly("139 is not w: shared_id");
  }

  @Test
  void aTelephoneIsContestedByOneWhoIsNoCustomerToo() {
    Claims claims =
        new Claims()
            .claim("phone:139", "unionid:son")
            .claim("phone:139", "account:shop")
            .claim("account:shop", "unionid:x", null, "2026-02-01T00:00:00Z");
    assertThat(claims.linkLines()).containsExactly("shop x 1900-01-01..2026-02-01");
  }

  @Test
  void anIdOfOnesOwnThatWasNeverAnothersIsTheirsFromTheStart() {
    assertThat(
            new Claims()
                .claim("external_userid:w", "unionid:u", "2026-01-01T00:00:00Z", null)
                .claim("phone:139", "external_userid:w")
                .claim("account:a", "unionid:u", "1899-12-31T00:00:00Z", "9999-12-31T23:59:59Z")
                .linkLines())
        .containsExactly("139 u", "a u", "w u");
  }

  @Test
  void onlyAcceptedClaimsMadeBeforeTheEndOfTheRunDateCount() {
    assertThat(
            new Claims()
                .row("accepted", "account:a", "unionid:u", "2026-05-01T23:59:59Z", null, null)
                .row("accepted", "account:b", "unionid:u", "2026-05-02T00:00:00Z", null, null)
                .row("rejected", "account:c", "unionid:u", "2026-04-01T00:00:00Z", null, null)
                .row("accepted", "account:d", "account:d", "2026-04-01T00:00:00Z", null, null)
                .linkLines())
        .containsExactly("a u");
  }
}
