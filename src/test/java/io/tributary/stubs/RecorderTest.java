package io.tributary.stubs;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.tributary.support.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code exec:exec@record} writes, and what it never does. */
class RecorderTest {
  private static final String CANARY = "canary";
  private static final String BODY = "[\"" + "x".repeat(1000) + "\"]";

  @TempDir private Path folder = Path.of("");

  private final WireMockServer backend =
      new WireMockServer(options().dynamicPort().dynamicHttpsPort());
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    client.close();
    backend.stop();
  }

  private Recorder record(String scheme) throws Exception {
    backend.start();
    int port = scheme.equals("https") ? backend.httpsPort() : backend.port();
    URI url = URI.create(scheme + "://localhost:" + port);
    return Recorder.start(new RecordTarget("users", url), folder, 0);
  }

  @Test
  void neverWritesCredentials() throws Exception {
    Recorder recorder = record("http");
    backend.stubFor(
        get(urlPathEqualTo("/users"))
            .willReturn(
                aResponse()
                    .withBody(BODY)
                    .withHeader("Content-Type", "application/json")
                    .withHeader("Cache-Control", "max-age=60")
                    .withHeader("Set-Cookie", "a=" + CANARY, "b=" + CANARY)
                    .withHeader("X-Session-Token", CANARY)
                    .withHeader("Authentication-Info", CANARY)));
    backend.stubFor(post(urlPathEqualTo("/login")).willReturn(aResponse().withBody(CANARY)));
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(
                    URI.create(recorder.url() + "/users?page=2&access_token=" + CANARY))
                .headers(
                    "Authorization", "Bearer " + CANARY,
                    "Cookie", "session=" + CANARY,
                    "Proxy-Authorization", "Basic " + CANARY,
                    "X-Api-Key", CANARY));
    assertThat(response.body()).isEqualTo(BODY);
    HttpResponse<String> _ =
        send(
            HttpRequest.newBuilder(URI.create(recorder.url() + "/login"))
                .POST(HttpRequest.BodyPublishers.ofString("password=" + CANARY)));
    backend.verify(
        getRequestedFor(anyUrl())
            .withHeader("Authorization", equalTo("Bearer " + CANARY))
            .withHeader("Cookie", equalTo("session=" + CANARY)));
    assertThat(recorder.stop()).as("recorded responses").isEqualTo(1);
    List<Path> files = files();
    assertThat(files).hasSize(2);
    for (Path file : files) {
      assertThat(file.toString()).doesNotContain(CANARY);
      assertThat(Files.readString(file)).doesNotContainIgnoringCase(CANARY, "cookie", "authoriz");
    }
  }

  @Test
  void theRecordingIsAStub() throws Exception {
    Recorder recorder = record("http");
    backend.stubFor(
        get(urlPathEqualTo("/users"))
            .willReturn(aResponse().withBody(BODY).withHeader("Content-Type", "application/json")));
    HttpResponse<String> _ = ask(recorder.url() + "/users?page=2&api_key=one");
    HttpResponse<String> _ = ask(recorder.url() + "/users");
    HttpResponse<String> _ = ask(recorder.url() + "/nowhere");
    assertThat(recorder.stop()).isEqualTo(3);
    backend.stop();
    StubFolder recorded = StubFolder.in(folder).getFirst();
    try (Stub stub = Stub.start(new StubFolder(recorded.name(), recorded.path(), 0))) {
      HttpResponse<String> users = ask(stub.url() + "/users?page=2&api_key=another");
      assertThat(users.body()).isEqualTo(BODY);
      assertThat(users.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(ask(stub.url() + "/users").body()).isEqualTo(BODY);
      assertThat(ask(stub.url() + "/users?page=3").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void keepsAnEarlierRecording() throws Exception {
    Path recorded = Files.createDirectory(folder.resolve("users"));
    assertThatThrownBy(() -> record("http"))
        .hasMessage(
            recorded + " has a recording already: remove it, or choose another -Drecord.folder");
  }

  @Test
  void sendsNothingToABackendWhoseCertificateIsNotTrusted() throws Exception {
    Recorder recorder = record("https");
    assertThat(ask(recorder.url() + "/users").statusCode()).isEqualTo(500);
    assertThat(backend.getAllServeEvents()).isEmpty();
    recorder.stop();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://api.example.com/v1 | api.example.com=https://api.example.com/v1",
        "users:http://a:81,https://b.example | users=http://a:81 b.example=https://b.example",
      })
  void aTargetHasANameOrThatOfItsHost(String text, String targets) throws Exception {
    assertThat(RecordTarget.read(text))
        .extracting(target -> target.name() + "=" + target.url())
        .containsExactly(targets.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                     | say what to record",
        "api.example.com        | is not URL or NAME:URL",
        "users:ftp://a          | \"ftp://a\" is no http or https URL",
        "users:http://me:pw@a   | is no http or https URL",
        "users:http://a?key=b   | is no http or https URL",
        "../users:http://a      | \"../users\" is no name of a folder",
        "u:http://a,u:http://b  | u is there twice",
      })
  void aWrongTargetSaysWhy(String text, String message) {
    assertThatThrownBy(() -> RecordTarget.read(text))
        .hasMessageStartingWith("-Drecord.target: ")
        .hasMessageContaining(message);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private HttpResponse<String> ask(String url) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(
        request.timeout(Patience.HANG).build(), HttpResponse.BodyHandlers.ofString());
  }
}
