package io.seedbed.jobs.warehouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * The right to run a date: a file that only one process can create. Given back on close, and when
 * the process is asked to end.
 */
public final class DateLock implements AutoCloseable {

  private final FileSystem files;
  private final Path file;
  private final AtomicBoolean isHeld = new AtomicBoolean(true);
  private final Thread onShutdown = new Thread(this::release, "release-lock");

  private DateLock(FileSystem files, Path file) {
    this.files = files;
    this.file = file;
  }

  /**
   * Takes the lock of a date.
   *
   * @param holder who takes it, for whoever finds it taken
   * @throws LockHeld when another run has it
   */
  public static DateLock take(Warehouse warehouse, LocalDate date, LockHolder holder) {
    Path file = warehouse.lock(date);
    try {
      warehouse.files().mkdirs(file.getParent());
      create(warehouse.files(), file, holder.text());
    } catch (FileAlreadyExistsException | org.apache.hadoop.fs.FileAlreadyExistsException held) {
      throw new LockHeld(date, readHolder(warehouse.files(), file), file, held);
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot create lock %s".formatted(file), failed);
    }
    DateLock lock = new DateLock(warehouse.files(), file);
    // Before Hadoop closes its file systems.
    ShutdownHookManager.get()
        .addShutdownHook(lock.onShutdown, FileSystem.SHUTDOWN_HOOK_PRIORITY + 30);
    return lock;
  }

  @Override
  public void close() {
    ShutdownHookManager hooks = ShutdownHookManager.get();
    if (!hooks.isShutdownInProgress()) {
      hooks.removeShutdownHook(onShutdown);
    }
    release();
  }

  private void release() {
    if (isHeld.compareAndSet(true, false)) {
      try {
        files.delete(file, false);
      } catch (IOException failed) {
        throw new UncheckedIOException(
            "Cannot remove lock %s. Remove it by hand.".formatted(file), failed);
      }
    }
  }

  /** Hadoop's local file system looks first and creates then; the operating system does not. */
  private static void create(FileSystem files, Path file, String text) throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    if ("file".equals(file.toUri().getScheme())) {
      Files.write(
          java.nio.file.Path.of(file.toUri().getPath()), content, StandardOpenOption.CREATE_NEW);
      return;
    }
    try (OutputStream out = files.create(file, false)) {
      out.write(content);
    }
  }

  private static String readHolder(FileSystem files, Path file) {
    try (InputStream in = files.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException gone) {
      return "a run that has just ended";
    }
  }
}
