package io.tributary.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.tributary.SampleDocuments;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The check against Jackson's token walk, which checks less. The line {@code :bytes} is the speed:
 * bytes per microsecond, that is MB/s. Many documents of a kind are checked in turn, lest the
 * processor's branch predictor learn one by heart.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class JsonCheckBench {
  private static final int DOCUMENTS = 60;

  private final JsonFactory jackson = new JsonFactory();

  @Param public SampleDocuments kind = SampleDocuments.USERS;

  private List<byte[]> documents = List.of();
  private int next;

  /** What was read: JMH divides it by the time. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Read {
    public long bytes;
  }

  @Setup
  public void takeDocuments() {
    documents = kind.take(DOCUMENTS);
    for (byte[] document : documents) {
      if (!JsonCheck.check(document, 0, document.length).equals(Verdict.VALID)) {
        throw new IllegalStateException("a sample is not valid");
      }
    }
  }

  @Benchmark
  public Verdict check(Read read) {
    byte[] document = document(read);
    return JsonCheck.check(document, 0, document.length);
  }

  @Benchmark
  public int jacksonWalk(Read read) throws IOException {
    int tokens = 0;
    try (JsonParser parser = jackson.createParser(document(read))) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    }
    return tokens;
  }

  private byte[] document(Read read) {
    byte[] document = documents.get(next);
    next = next + 1 == DOCUMENTS ? 0 : next + 1;
    read.bytes += document.length;
    return document;
  }
}
