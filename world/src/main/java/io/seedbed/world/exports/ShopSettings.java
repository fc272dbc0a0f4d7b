package io.seedbed.world.exports;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The settings that a night reads the exports with. */
final class ShopSettings {

  private record Source(String name, String preset, String files) {
    String folder() {
      return files.substring(0, files.indexOf('/'));
    }
  }

  private static final List<Source> SOURCES =
      List.of(
          new Source("orders", "youzan", "orders/youzan-orders-*.csv"),
          new Source("refunds", "youzan", "orders/youzan-orders-*.csv"),
          new Source("chat_messages", "wecom-archive", "chat/wecom-archive-*.jsonl"),
          new Source("memberships", "wecom-groups-lines", "groups/wecom-groups-*.jsonl"),
          new Source("invites", "canonical-csv", "referrals/invites.csv"),
          new Source("shares", "canonical-jsonl", "shares/shares.jsonl"),
          new Source("complaints", "canonical-csv", "complaints/complaints.csv"),
          new Source("violations", "canonical-csv", "violations/violations.csv"),
          new Source("commissions", "canonical-csv", "commissions/commissions.csv"),
          new Source("identities", "canonical-csv", "identities/identities.csv"));

  /**
   * Names the sources of which there are files.
   *
   * @param exports folder of the exports
   */
  static List<String> lines(Path exports) {
    String folder = exports.toAbsolutePath().normalize().toString();
    List<String> lines = new ArrayList<>();
    lines.add("# A made-up shop. Nothing in it happened.");
    lines.add("shop { zone = \"Asia/Shanghai\", currency = \"CNY\" }");
    lines.add("");
    lines.add("sources {");
    for (Source source : SOURCES) {
      if (Files.isDirectory(exports.resolve(source.folder()))) {
        lines.add(
            "  %s { preset = \"%s\", files = [\"%s\"] }"
                .formatted(source.name(), source.preset(), escaped(folder + "/" + source.files())));
      }
    }
    lines.add("}");
    return lines;
  }

  private static String escaped(String path) {
    return path.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private ShopSettings() {}
}
