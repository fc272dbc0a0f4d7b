package io.seedbed.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {

  private static final LocalDate LAST = BenchShop.LAST_DAY;

  @TempDir Path folder;

  @Test
  void aWarehouseIsPutBackWhateverWasDoneToIt() throws IOException {
    Path history = folder.resolve("history");
    write(history.resolve("tables/orders/part-1.parquet"), "data");
    write(history.resolve("tables/orders/_delta_log/0.json"), "log");
    write(history.resolve("export/orders.parquet"), "exported");
    Path warehouse = folder.resolve("warehouse");
    Folders.restore(warehouse, history);

    Files.writeString(warehouse.resolve("tables/orders/_delta_log/0.json"), "another log");
    Files.writeString(warehouse.resolve("export/orders.parquet"), "exported again");
    Files.delete(warehouse.resolve("tables/orders/part-1.parquet"));
    write(warehouse.resolve("tables/orders/part-2.parquet"), "new data");
    Folders.restore(warehouse, history);

    assertThat(warehouse.resolve("tables/orders/part-1.parquet")).hasContent("data");
    assertThat(warehouse.resolve("tables/orders/part-2.parquet")).doesNotExist();
    assertThat(warehouse.resolve("tables/orders/_delta_log/0.json")).hasContent("log");
    assertThat(warehouse.resolve("export/orders.parquet")).hasContent("exported");
  }

  @Test
  void anInboxHoldsTheDaysThatWereDelivered() throws IOException {
    for (String source : BenchShop.SOURCES) {
      for (int day = -1; day <= 2; day++) {
        write(folder.resolve("data/" + source + "/" + LAST.plusDays(day) + ".parquet"), "rows");
      }
    }
    Inbox inbox = new Inbox(folder.resolve("data"), folder.resolve("inbox"));
    assertThat(inbox.nights()).containsExactly(LAST.plusDays(1), LAST.plusDays(2));

    inbox.deliverUpTo(LAST);
    assertThat(folder.resolve("inbox/orders").toFile().list()).hasSize(2);
    inbox.deliver(LAST.plusDays(1));
    inbox.deliver(LAST.plusDays(1));
    assertThat(folder.resolve("inbox/orders").toFile().list()).hasSize(3);
    inbox.deliverUpTo(LAST);

    assertThat(folder.resolve("inbox/orders").toFile().list())
        .containsExactlyInAnyOrder(LAST.minusDays(1) + ".parquet", LAST + ".parquet");
    assertThat(inbox.conf()).content().contains(folder.resolve("inbox").toString());
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
