package io.tributary.stubs;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.recordSpec;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.client.ApacheHttpClientFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A proxy in front of one backend that records the responses to {@code GET}, the only method that
 * Tributary sends. They are written as a stub's files when it is closed. Other methods pass
 * unrecorded. The certificate of the backend is verified.
 */
final class Recorder {
  private static final int MOST_REQUESTS = 10_000;
  private static final long LONGEST_BODY_IN_MAPPING = 256;

  private final Path folder;
  private final WireMockServer server;

  private Recorder(Path folder, int port) {
    this.folder = folder;
    server =
        new WireMockServer(
            options()
                .port(port)
                .usingFilesUnderDirectory(folder.toString())
                .maxRequestJournalEntries(MOST_REQUESTS)
                .httpClientFactory(
                    (options, _, trusted, properties) ->
                        new ApacheHttpClientFactory()
                            .buildHttpClient(options, false, trusted, properties))
                .extensions(new WithoutCredentials()));
  }

  /**
   * Starts it.
   *
   * @param recordings gets a folder with the name of the target
   * @param port where it listens; 0 for any free port
   */
  static Recorder start(RecordTarget target, Path recordings, int port)
      throws CannotServeException, IOException {
    Path folder = recordings.resolve(target.name());
    if (Files.exists(folder)) {
      throw new CannotServeException(
          folder + " has a recording already: remove it, or choose another -Drecord.folder");
    }
    Files.createDirectories(folder.resolve("mappings"));
    Files.createDirectories(folder.resolve("__files"));
    Recorder recorder = new Recorder(folder, port);
    recorder.server.start();
    recorder.server.startRecording(
        recordSpec()
            .forTarget(target.url().toString())
            .onlyRequestsMatching(getRequestedFor(anyUrl()))
            .ignoreRepeatRequests()
            .extractTextBodiesOver(LONGEST_BODY_IN_MAPPING)
            .extractBinaryBodiesOver(LONGEST_BODY_IN_MAPPING)
            .build());
    return recorder;
  }

  Path folder() {
    return folder;
  }

  String url() {
    return server.baseUrl();
  }

  /** Writes the recording, stops, and returns how many responses it has. */
  int stop() {
    int responses = server.stopRecording().getStubMappings().size();
    server.stop();
    return responses;
  }
}
