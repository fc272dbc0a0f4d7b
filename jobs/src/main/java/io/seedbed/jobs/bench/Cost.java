package io.seedbed.jobs.bench;

/**
 * What something took of the machine.
 *
 * @param seconds by the clock on the wall
 * @param cpuSeconds of all threads, those that compile and collect garbage included
 * @param peakMb most resident memory the process had by then, in MB
 * @param readBytes asked of the system, found in its page cache or not
 * @param writtenBytes handed to the system, on disk yet or not
 * @param diskReadBytes of those, what a disk had to be asked for
 * @param diskWrittenBytes of those, what was to go to a disk
 * @param files files written
 */
public record Cost(
    double seconds,
    double cpuSeconds,
    long peakMb,
    long readBytes,
    long writtenBytes,
    long diskReadBytes,
    long diskWrittenBytes,
    long files) {

  /** What is left without a part that was measured apart; the peak is not a sum and stays. */
  Cost without(Cost part) {
    return new Cost(
        seconds - part.seconds,
        cpuSeconds - part.cpuSeconds,
        peakMb,
        readBytes - part.readBytes,
        writtenBytes - part.writtenBytes,
        diskReadBytes - part.diskReadBytes,
        diskWrittenBytes - part.diskWrittenBytes,
        files - part.files);
  }

  /** The same by the clock and the processor time that the parent of the process saw. */
  Cost within(double parentsSeconds, double parentsCpuSeconds) {
    return new Cost(
        parentsSeconds,
        parentsCpuSeconds,
        peakMb,
        readBytes,
        writtenBytes,
        diskReadBytes,
        diskWrittenBytes,
        files);
  }

  /** The same with another peak. */
  Cost peaking(long otherPeakMb) {
    return new Cost(
        seconds,
        cpuSeconds,
        otherPeakMb,
        readBytes,
        writtenBytes,
        diskReadBytes,
        diskWrittenBytes,
        files);
  }
}
