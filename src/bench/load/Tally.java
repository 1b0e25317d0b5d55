import java.util.Arrays;
import java.util.Locale;

/**
 * What became of the requests that count: how long those with status 200 took, and how many of
 * these were partial; how many were refused with 503; the rest failed. Used by several threads.
 */
final class Tally {
  private long[] took = new long[1 << 12];
  private int requests;
  private int answered;
  private int partial;
  private int refused;
  private int settled;
  private long firstAnswer;
  private long lastAnswer;

  /** An answer that came now to a request that was due then. */
  synchronized void answer(boolean counts, Answer answer, long due) {
    settled++;
    if (!counts) {
      return;
    }
    requests++;
    if (answer.status() == 200) {
      lastAnswer = System.nanoTime();
      firstAnswer = answered == 0 ? lastAnswer : firstAnswer;
      took = answered == took.length ? Arrays.copyOf(took, 2 * answered) : took;
      took[answered++] = lastAnswer - due;
      partial += answer.isPartial() ? 1 : 0;
    } else if (answer.status() == 503) {
      refused++;
    }
  }

  /** No answer came, or none could be asked for. */
  synchronized void failure(boolean counts) {
    settled++;
    requests += counts ? 1 : 0;
  }

  synchronized int settled() {
    return settled;
  }

  /** One line of JSON. Of {@code asked} requests that count, those not settled have failed. */
  synchronized String summary(int asked) {
    Arrays.sort(took, 0, answered);
    double seconds = Math.max(1, lastAnswer - firstAnswer) / 1e9;
    return String.format(
        Locale.ROOT,
        "{\"requests\":%d,\"failures\":%d,\"refused\":%d,\"partial\":%d,"
            + "\"perSecond\":%.1f,\"completePerSecond\":%.1f,"
            + "\"p50Micros\":%d,\"p99Micros\":%d,\"p999Micros\":%d,\"maxMicros\":%d}",
        Math.max(asked, requests),
        Math.max(asked, requests) - answered,
        refused,
        partial,
        Math.max(0, answered - 1) / seconds,
        Math.max(0, answered - partial - 1) / seconds,
        percentile(0.5),
        percentile(0.99),
        percentile(0.999),
        percentile(1));
  }

  private long percentile(double share) {
    return answered == 0 ? 0 : took[Math.max(0, (int) Math.ceil(share * answered) - 1)] / 1000;
  }
}
