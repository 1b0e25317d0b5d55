package io.tributary.app;

import static io.tributary.support.TestVertx.await;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Eventually;
import io.tributary.support.FakeBackend;
import io.tributary.support.Patience;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reloads are asked for while the file is written and replaced as fast as a disk can. */
class ReloadOfUnfinishedFilesTest {
  /** Of each result that many. At most 16 replaced configurations are kept. */
  private static final int OF_EACH = 5;

  private static final Pattern ANSWER =
      Pattern.compile("200 \\{\"complete\":true,\"data\":\\{\"version\":\\d+},\"errors\":\\[]}");

  private final Vertx vertx = TestVertx.create();
  private final FakeBackend backend =
      FakeBackend.start(vertx, exchange -> exchange.answer(exchange.head().split("[ /]+", 3)[1]));

  @TempDir private Path folder = Path.of("");

  @AfterEach
  void close() {
    TestVertx.close(vertx);
  }

  /** No part of it from its start on is a configuration. */
  private String config(int version) {
    return """
    { server: { host: 127.0.0.1, port: 0 }, management: { host: 127.0.0.1, port: 0 },
      shutdown: { linger: 0s, drain: 5s }, deadline: 60s, backends: { b: { url: "%s" } },
      aggregates: { /a: { parts: { version: { backend: b, path: "/%d" } } } } }
    """
        .formatted(backend.url(), version);
  }

  @Test
  void aWholeFileIsInForceAllTheTimeAndTheLastOneAtTheEnd() throws Exception {
    Path file = Files.writeString(folder.resolve("tributary.yaml"), config(1));
    AtomicBoolean ended = new AtomicBoolean();
    try (ReloadingService service = ReloadingService.start(file);
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<Integer> written = threads.submit(until(ended, () -> write(file, ended)));
      Future<Set<String>> answers = threads.submit(until(ended, () -> ask(service, ended)));
      int applied = 0;
      int refused = 0;
      while (applied < OF_EACH || refused < OF_EACH) {
        if (reloads(service, (applied + refused) % 2 == 0)) {
          applied++;
        } else {
          refused++;
        }
      }
      ended.set(true);
      assertThat(answers.get()).isNotEmpty().allMatch(answer -> ANSWER.matcher(answer).matches());
      String last = answer(Integer.toString(written.get()));
      assertThat(Eventually.holds(Patience.HANG, () -> get(service).equals(last)))
          .as("by itself")
          .isLessThan(Patience.HANG);
    }
  }

  /** Whatever fails ends the others too. */
  private static <T> Callable<T> until(AtomicBoolean ended, Callable<T> task) {
    return () -> {
      try {
        return task.call();
      } finally {
        ended.set(true);
      }
    };
  }

  /** Writes half a file, and then moves a whole one to its place. Returns the last version. */
  private int write(Path file, AtomicBoolean ended) throws IOException {
    int version = 1;
    while (!ended.get()) {
      version++;
      String text = config(version);
      Files.writeString(file, text.substring(0, text.length() / 2));
      Path next = Files.writeString(folder.resolve("next"), text);
      Files.move(next, file, ATOMIC_MOVE);
    }
    return version;
  }

  private static Set<String> ask(ReloadingService service, AtomicBoolean ended) {
    Set<String> answers = new TreeSet<>();
    while (!ended.get()) {
      answers.add(get(service));
    }
    return answers;
  }

  private static String get(ReloadingService service) {
    try {
      HttpResponse<String> answer = service.get("/a");
      return answer.statusCode() + " " + answer.body();
    } catch (IOException lost) {
      throw new UncheckedIOException(lost);
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }

  private static String answer(String version) {
    return "200 {\"complete\":true,\"data\":{\"version\":%s},\"errors\":[]}".formatted(version);
  }

  /** Whether the file was whole. */
  private static boolean reloads(ReloadingService service, boolean bySignal) throws Exception {
    if (bySignal) {
      return !(await(service.service().reload(ReloadReason.SIGNAL)) instanceof Reloaded.Refused);
    }
    int status = service.post("/reload").statusCode();
    assertThat(status).isIn(200, 422);
    return status == 200;
  }
}
