package io.seedbed.notebooks.explain;

import io.seedbed.notebooks.Language;
import java.util.Map;

/** What a role in a group is called. */
record Role(String english, String chinese) {

  private static final Map<String, Role> BY_CODE =
      Map.of(
          "opinion_leader", new Role("an opinion leader", "意见领袖"),
          "seeker", new Role("a seeker", "求知者"),
          "sharer", new Role("a sharer", "分享者"),
          "ordinary", new Role("an ordinary member", "普通成员"),
          "onlooker", new Role("an onlooker", "围观者"));

  private static final Role UNKNOWN = new Role("of a role that cannot be told", "角色不可判定者");

  static Role of(String code) {
    return BY_CODE.getOrDefault(code, UNKNOWN);
  }

  String in(Language language) {
    return language.choose(english, chinese);
  }
}
