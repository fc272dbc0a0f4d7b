package io.seedbed.world.exports;

import io.seedbed.world.history.History;
import io.seedbed.world.lines.LineFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.Consumer;

/** Writes what the shop's systems would hand out: a part of what happened, in their own formats. */
public final class Exports {

  private static final String EXPORTS = "exports";

  /** Written last: with it all files are there. */
  private static final String SETTINGS = "seedbed.conf";

  /**
   * Writes all files under {@code exports/} of a folder and the settings to read them with.
   *
   * @param progress told each day that is written
   */
  public static void write(History history, Path folder, Consumer<LocalDate> progress)
      throws IOException {
    Path exports = folder.resolve(EXPORTS);
    new YouzanOrders(history, exports.resolve("orders")).write();
    ReferralFiles referrals = new ReferralFiles(history);
    referrals.writeInvites(exports.resolve("referrals").resolve("invites.csv"));
    referrals.writeShares(exports.resolve("shares").resolve("shares.jsonl"));
    ServiceFiles service = new ServiceFiles(history);
    service.writeComplaints(exports.resolve("complaints").resolve("complaints.csv"));
    service.writeViolations(exports.resolve("violations").resolve("violations.csv"));
    service.writeCommissions(exports.resolve("commissions").resolve("commissions.csv"));
    new IdentityFile(history).write(exports.resolve("identities").resolve("identities.csv"));
    ChatArchive chat = new ChatArchive(history, exports.resolve("chat"));
    GroupSnapshots groups = new GroupSnapshots(history, exports.resolve("groups"));
    for (int day = 0; day < history.calendar().days(); day++) {
      chat.write(day);
      groups.write(day);
      progress.accept(history.calendar().dateOf(day));
    }
    LineFile.write(folder.resolve(SETTINGS), ShopSettings.lines(exports));
  }

  /** Whether all files are in a folder, and the settings read them from there. */
  public static boolean areIn(Path folder) throws IOException {
    return LineFile.holds(folder.resolve(SETTINGS), ShopSettings.lines(folder.resolve(EXPORTS)));
  }

  private Exports() {}
}
