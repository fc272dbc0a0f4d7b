package io.seedbed.world.exports;

import io.seedbed.world.lines.LineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the settings that a night reads the exports with. */
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
  static void write(Path file, Path exports) throws IOException {
    String folder = exports.toAbsolutePath().normalize().toString();
    try (LineFile lines = LineFile.at(file)) {
      lines.write("# A made-up shop. Nothing in it happened.");
      lines.write("shop { zone = \"Asia/Shanghai\", currency = \"CNY\" }");
      lines.write("");
      lines.write("sources {");
      for (Source source : SOURCES) {
        if (!Files.isDirectory(exports.resolve(source.folder()))) {
          continue;
        }
        lines.write(
            "  %s { preset = \"%s\", files = [\"%s\"] }"
                .formatted(source.name(), source.preset(), escaped(folder + "/" + source.files())));
      }
      lines.write("}");
    }
  }

  private static String escaped(String path) {
    return path.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private ShopSettings() {}
}
