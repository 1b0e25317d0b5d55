package io.tributary.stubs;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.time.Duration;
import java.util.List;

/** One stub backend that is being served. Its delay and its fault can change at any time. */
public final class Stub implements AutoCloseable {
  private static final int MOST_REQUESTS_KEPT = 1000;
  private static final int THREADS_AFTER_DELAYS = 4;

  private final StubFolder folder;
  private final WireMockServer server;

  private Stub(StubFolder folder) {
    this.folder = folder;
    server =
        new WireMockServer(
            options()
                .port(folder.port())
                .usingFilesUnderDirectory(folder.path().toString())
                .maxRequestJournalEntries(MOST_REQUESTS_KEPT)
                .asynchronousResponseEnabled(true) // a delay holds no thread
                .asynchronousResponseThreads(THREADS_AFTER_DELAYS)
                .extensions(new FaultMappings())
                .extensions(services -> List.of(new DelayOfAll(services.getAdmin()))));
  }

  /** Serves the folder at its port. */
  public static Stub start(StubFolder folder) {
    Stub stub = new Stub(folder);
    stub.server.start();
    return stub;
  }

  String name() {
    return folder.name();
  }

  /** Where it listens. */
  public String url() {
    return server.baseUrl();
  }

  /** What its files respond to, such as {@code GET /users}, without repetitions. */
  List<String> served() {
    return server.getStubMappings().stream()
        .filter(mapping -> !FaultMappings.contains(mapping))
        .map(mapping -> mapping.getRequest())
        .map(request -> request.getMethod() + " " + request.getUrlMatcher().getExpected())
        .distinct()
        .sorted()
        .toList();
  }

  /** Delays every response by this from now on, instead of what its files say. */
  void delay(Duration delay) {
    server.setGlobalFixedDelay((int) delay.toMillis());
  }

  /** Has this fault from now on, whatever is asked. */
  void fail(Fault fault) {
    server.setScenarioState(FaultMappings.SCENARIO, fault.word());
  }

  @Override
  public void close() {
    server.stop();
  }
}
