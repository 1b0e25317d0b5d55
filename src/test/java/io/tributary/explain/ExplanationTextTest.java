package io.tributary.explain;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.read.Loading;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person reads. */
class ExplanationTextTest {
  private static final String CANARY = "hunter2";

  private static final String YAML =
      """
      deadline: 1s
      backends:
        users:
          url: "https://users.example/v1"
          timeout: 300ms
          headers: { Authorization: "Bearer ${TOKEN}" }
          breaker: { failures: 5, open: 10s }
          proxy: { type: socks5, host: proxy.example, port: 1080 }
        orders: { url: "http://orders.example:81", transport: lean, host: shop.example }
      aggregates:
        /customers/{id}:
          cacheControl: "private, max-age=60"
          inputs:
            id: { maxLength: 9 }
            page: { type: integer, default: 1 }
            state: { type: array }
            token: { in: header, name: Cookie }
          parts:
            recent:
              backend: orders
              path: "/recent{?ids,token}"
              with: { ids: ".orders.ids" }
              default: []
            user:
              backend: users
              path: "/users/{id}"
              required: true
              notFound: pass
              forward: [X-Tenant, Accept-Language]
              headers: { X-Key: "${TOKEN}" }
            orders: { backend: orders, path: "/orders{?id,page,state*}" }
        /items:
          parts:
            list: { backend: orders, path: /list, pick: /data, keep: [id, name], rename: { id: key } }
            each: { backend: orders, path: "/each/{id}", forEach: { id: "[for (.list) .id]", max: 9 } }
            bulk: { backend: orders, path: "/bulk{?ids}", with: { ids: .list.ids }, chunk: 5, drop: [secret] }
        /send:
          method: POST
          parts:
            as: { backend: users, path: /as, method: POST, body: " $body " }
            made: { backend: users, path: "/made/{n}", method: PUT, with: { n: $body.n }, body: '{"a": $body.n}' }
        /enough:
          enough: { of: [a, b, c], count: 2 }
          parts:
            a: { backend: orders, path: /a }
            b: { backend: orders, path: /b }
            c: { backend: orders, path: /c }
        /background:
          parts:
            a: { backend: orders, path: /a }
            audit: { backend: orders, path: "/audit{?x}", with: { x: .a.x }, background: true, mirror: 2.5% }
        /wanted:
          inputs: { full: { type: boolean, default: false } }
          parts:
            a: { backend: orders, path: /a }
            b:
              backend: orders
              path: /b
              when: |
                $inputs.full and
                  .a.x
            c: { backend: orders, path: /c, when: { pointer: /a/y } }
            d: { backend: orders, path: /d, when: '.a.key == "${TOKEN}"' }
        /strict:
          parts:
            a: { backend: orders, path: /a, pick: /data, strict: true, keep: [id] }
            b: { backend: orders, path: "/b{?x}", with: { x: { pointer: /a/x, strict: true } } }
            c: { backend: orders, path: /c, when: { pointer: /a/y, strict: true } }
            d: { backend: users, path: /d, method: POST, body: { pointer: /a/z, strict: true }, failWhen: '.d.error == "${TOKEN}"' }
            e: { backend: orders, path: "/e/{x}", forEach: { x: { each: /a/*/x, strict: true }, as: object } }
        /held:
          parts:
            a: { backend: orders, path: /a, schema: config/examples/stock.schema.json, enforce: fail }
            b: { backend: orders, path: /b, schema: config/examples/stock.schema.json, enforce: warn, enforceSample: 0.07 }
            c: { backend: orders, path: /c, schema: config/examples/stock.schema.json }
        /lifted:
          sameName: last
          parts:
            a: { backend: orders, path: /a, flatten: true }
            b: { backend: orders, path: /b, flatten: true }
        /sent:
          parts:
            a: { backend: users, path: /a }
            b: { backend: users, path: /b, method: POST }
            c: { backend: users, path: /c, method: POST, idempotent: true }
        /only:
          parts: { b: { backend: users, path: /b, method: POST } }
        /fallbacks:
          parts:
            wide: { backend: orders, path: /wide }
            near: { backend: orders, path: /near, required: true, fallback: far }
            far: { backend: orders, path: "/far{?x}", with: { x: .wide.x } }
            also: { backend: orders, path: /also, fallback: far, default: 1 }
        /places:
          parts:
            flat: { backend: orders, path: /flat, flatten: true }
            list: { backend: orders, path: /list }
            customer: { backend: orders, path: /c, into: list, match: { customerId: id } }
        /headers:
          headers: { ETag: drop, X-Total: { from: a }, X-V: first, X-Warn: append, set-cookie: all }
          parts: { a: { backend: orders, path: /a }, b: { backend: orders, path: /b } }
        /report:
          parts: { users: { backend: users, path: "/users" } }
          transform: report.jslt
        /chain:
          cacheControl: strictest
          parts:
            f: { backend: orders, path: "/f{?x,y}", with: { x: .a.x, y: .c.y } }
            a: { backend: orders, path: /a }
            c: { backend: orders, path: "/c{?x}", with: { x: .a.x } }
            d: { backend: orders, path: "/d{?x}", with: { x: .b.x } }
            e: { backend: orders, path: "/e{?x}", with: { x: .a.x } }
            b: { backend: orders, path: /b }
      """;

  private final Explainer explainer = new Explainer(Loading.config(YAML, Map.of("TOKEN", CANARY)));

  @Test
  void tellsThatPartsAreSentAsTheySettle() {
    String accept = "application/x-ndjson";
    assertThat(explained("/items", HttpHeaders.headers().set("Accept", accept)))
        .contains("sent    each part as it settles, as application/x-ndjson")
        .contains("stored  by nobody (Cache-Control: no-store)");
    assertThat(explained("/report", HttpHeaders.headers().set("Accept", accept)))
        .contains("406 Not Acceptable: the aggregate has a transform");
    assertThat(explained("/items", HttpHeaders.headers())).doesNotContain("settles");
  }

  @Test
  void tellsHowOftenAPartIsCalledAndWhatIsShown() {
    assertThat(explained("/items", HttpHeaders.headers()))
        .contains("shows /data, only id, name, id as key")
        .contains("one call for each id: at most 9, 8 at a time")
        .contains("at most 5 values a call, 1000 in all")
        .contains("shows the body, without secret");
  }

  @Test
  void tellsWhereThePartIsShown() {
    assertThat(explained("/places", HttpHeaders.headers()))
        .contains("its members stand beside the parts")
        .contains("goes into list, where customerId is its id");
    assertThat(explained("/places?parts=customer", HttpHeaders.headers()))
        .doesNotContain("goes into");
  }

  @Test
  void tellsOrderAndUrlsAndTimesAndPoliciesAndTheResponse() {
    MultiMap headers = HttpHeaders.headers().add("X-Tenant", "blue").add("Cookie", CANARY);
    assertThat(explained("/customers/u%201?state=open&state=paid&limit=5", headers))
        .isEqualTo(
            """
            GET /customers/u%201?state=open&state=paid&limit=5

            Aggregate  /customers/{id}
            Inputs     id = u 1 (path)
                       page = 1 (default; query)
                       state = open, paid (query)
                       token = … (header Cookie)
            Ignored    limit (query)
            Deadline   1s; calls end after 900ms, the rest is for the response

            At once
              user    GET https://users.example/v1/users/u%201
                      at most 300ms; required, and 404 if the backend says 404
                      sends Authorization: …, X-Key: …
                      passes on X-Tenant, Accept-Language (not in this request)
              orders  GET http://orders.example:81/orders?id=u%201&page=1&state=open&state=paid
                      at most 900ms; null if it fails

            After orders
              recent  GET http://orders.example:81/recent?ids=…&token=…
                      at most 900ms; its default if it fails
                      ids from orders; no call if there are none

            Backends
                      transport  protocol  calls at once  body     circuit breaker
              users   web        by ALPN   256            to 1MiB  for 10s after 5 failures; through the socks5 proxy proxy.example 1080
              orders  lean       http/1.1  256            to 1MiB  none; with Host: shop.example
              A call is sent once more if its kept connection turns out to be closed. Nothing else is retried.

            Response
              data     the parts
              fails    if user fails
              partial  200 if another part fails
              stored   if it is complete: private, max-age=60; else no-store\
            """)
        .doesNotContain(CANARY);
  }

  @Test
  void tellsWhatAClientChoosesAndHowLongItWaits() {
    MultiMap headers = HttpHeaders.headers().add("Request-Timeout-Ms", "200");
    assertThat(explained("/customers/u1?parts=recent", headers))
        .contains(
            "Left out   user (the client chooses parts)",
            "200ms, which the client asks for instead of 1s; calls end after 170ms, the rest",
            "at most 170ms; for other parts only, not in the response",
            "token has no value (header Cookie)",
            "fails   if every part fails")
        .doesNotContain("partial", "users.example");
  }

  @Test
  void tellsWhichPartsStartTogetherAndWhatTheBackendsDecide() {
    assertThat(explained("/chain", HttpHeaders.headers()).lines().map(String::strip))
        .containsSubsequence(
            "At once",
            "a  GET http://orders.example:81/a",
            "b  GET http://orders.example:81/b",
            "After a",
            "c  GET http://orders.example:81/c?x=…",
            "e  GET http://orders.example:81/e?x=…",
            "After b",
            "d  GET http://orders.example:81/d?x=…",
            "After a and c",
            "f  GET http://orders.example:81/f?x=…&y=…",
            "stored   if it is complete: as the backends of all called parts allow; else no-store")
        .containsOnlyOnce("After a");
  }

  @Test
  void tellsWhenAFallbackIsCalled() {
    assertThat(explained("/fallbacks", HttpHeaders.headers()).lines().map(String::strip))
        .containsSubsequence(
            "At once",
            "near  GET http://orders.example:81/near",
            "at most 900ms; required",
            "if it fails, far takes its place",
            "at most 900ms; its default if it fails",
            "if it fails, far takes its place",
            "Only if near or also fails, after wide",
            "far   GET http://orders.example:81/far?x=…",
            "fails    if near and its fallback fails");
    assertThat(explained("/fallbacks?parts=near", HttpHeaders.headers()))
        .contains("Only if a fallback needs it", "Only if near fails, after wide");
    assertThat(explained("/fallbacks?parts=far", HttpHeaders.headers()))
        .contains("After wide")
        .doesNotContain("Only if");
  }

  @Test
  void tellsWhatDecidesWhetherAPartIsCalled() {
    assertThat(explained("/wanted", HttpHeaders.headers()))
        .contains("no call unless $inputs.full and .a.x\n")
        .contains("no call unless /a/y\n")
        .contains("no call unless .a.key == \"…\"\n")
        .doesNotContain(CANARY);
  }

  @Test
  void tellsWhatMustBeThereAndWhichBodiesAreFailures() {
    assertThat(explained("/strict", HttpHeaders.headers()).lines().map(String::strip))
        .contains(
            "shows /data (strict), only id",
            "x (strict) from a; no call if there are none",
            "no call unless /a/y (strict)",
            "a body that is computed (strict); never sent again",
            "fails if .d.error == \"…\"",
            "one call for each x: at most 50, 8 at a time, as object");
  }

  @Test
  void tellsWhichBodiesAreHeldToTheirSchema() {
    assertThat(explained("/held", HttpHeaders.headers()))
        .contains("its body is checked against its schema; one that does not fit fails it")
        .contains("7% of its bodies are checked against its schema; one that does not fit is")
        .containsPattern("(?m)^ +c +GET .*/c\n +at most 900ms; null if it fails\n\n");
  }

  @Test
  void tellsWhichOfTwoMembersCounts() {
    String rule = "the parts; of members with the same name the last one";
    assertThat(explained("/lifted", HttpHeaders.headers())).contains(rule);
    assertThat(explained("/lifted?parts=a", HttpHeaders.headers())).doesNotContain(rule);
  }

  @Test
  void tellsWhatIsNeverSentAgain() {
    assertThat(explained("/sent", HttpHeaders.headers()))
        .contains("A call, but for those of b, is sent once more if its kept connection turns out");
    assertThat(explained("/only", HttpHeaders.headers()))
        .contains("\n  Nothing is retried.\n")
        .doesNotContain("sent once more");
  }

  @Test
  void tellsHowManyOfAGroupAreEnough() {
    assertThat(explained("/enough", HttpHeaders.headers()))
        .contains("2 of a, b, c; the others are not awaited then");
    assertThat(explained("/enough?parts=a,b", HttpHeaders.headers())).doesNotContain("not awaited");
  }

  @Test
  void tellsWhichHeadersThePartsGive() {
    assertThat(explained("/headers", HttpHeaders.headers()).lines().map(String::strip))
        .containsSubsequence(
            "headers  no ETag",
            "X-Total of a",
            "the first X-V of the parts",
            "every X-Warn of the parts, in one line",
            "every set-cookie of the parts; no-store if there is one",
            "stored   by nobody (Cache-Control: no-store)");
    assertThat(explained("/headers?parts=b", HttpHeaders.headers())).doesNotContain("X-Total");
    assertThat(explained("/headers", HttpHeaders.headers().set("Accept", "text/event-stream")))
        .contains("headers  none of the parts, since the head is sent before they are there");
    assertThat(explained("/places", HttpHeaders.headers())).doesNotContain("headers ");
  }

  @Test
  void tellsWhatIsCalledInTheBackground() {
    assertThat(explained("/background", HttpHeaders.headers()).lines().map(String::strip))
        .containsSubsequence(
            "At once",
            "a  GET http://orders.example:81/a",
            "In the background, when the response is ready",
            "audit  GET http://orders.example:81/audit?x=…",
            "at most 900ms; not in the response",
            "for 2.5% of the requests",
            "Backends");
  }

  @Test
  void tellsWhatATransformDoes() {
    assertThat(explained("/report", HttpHeaders.headers()))
        .contains("what report.jslt makes of the parts, on a worker", "by nobody (Cache-Control");
  }

  @Test
  void tellsWhichPartFailsBeforeItsCall() {
    assertThat(
            explained(
                "/customers/u1?" + String.join("&", nCopies(8, "state=" + "a".repeat(1015))),
                HttpHeaders.headers()))
        .contains("no call: the inputs do not form a valid request, so the part fails");
  }

  @Test
  void tellsTheResponseToARequestThatIsRefused() {
    assertThat(explained("/customer", HttpHeaders.headers()))
        .isEqualTo(
            "GET /customer\n\n404 Not Found: there is no such resource\nNo backend is called.");
  }

  /** A terminal would obey them. */
  @Test
  void showsNoControlCharactersOfARequest() {
    assertThat(explained("/customers/%1b%5b2J", HttpHeaders.headers())).contains("id = ?[2J");
    assertThat(explained("/\u001b[2J", HttpHeaders.headers())).startsWith("GET /?[2J");
  }

  @Test
  void hidesCredentialsThatAPathHasFromTheEnvironment() {
    String text =
        explainedPart("/${PLACE}/${AUTH:-hunter2}?key=${API_KEY}", Map.of("API_KEY", CANARY));
    assertThat(text).contains("GET http://users.example/here/…?key=…\n").doesNotContain(CANARY);
  }

  @Test
  void hidesAPathThatACredentialIsAVariableOf() {
    assertThat(explainedPart("/a{?${TOKEN}}", Map.of("TOKEN", "id")))
        .contains("GET http://users.example/…\n");
  }

  private static String explainedPart(String path, Map<String, String> credentials) {
    String yaml =
        """
        backends: { users: { url: "http://users.example" } }
        aggregates:
          /a:
            inputs: { id: {} }
            parts: { users: { backend: users, path: "%s" } }
        """
            .formatted(path);
    Map<String, String> environment = new HashMap<>(credentials);
    environment.put("PLACE", "here");
    return ExplanationText.of(
        "GET /a",
        new Explainer(Loading.config(yaml, environment))
            .explain(HttpMethod.GET, "/a", HttpHeaders.headers()));
  }

  @Test
  void tellsWhatIsDoneWithADocument() {
    assertThat(
            explained(HttpMethod.POST, "/send", HttpHeaders.headers()).lines().map(String::strip))
        .contains(
            "Body       a JSON document of at most 1MiB; what comes from it is …",
            "as    POST https://users.example/v1/as",
            "the client's document as its body; never sent again",
            "made  PUT https://users.example/v1/made/…",
            "n; no call if there are none",
            "a body that is computed; never sent again");
    assertThat(
            explained(
                HttpMethod.POST, "/send", HttpHeaders.headers().set("Content-Length", "9999999")))
        .contains("413 Content Too Large: the body has more than 1048576 bytes");
    assertThat(explained("/send", HttpHeaders.headers()))
        .contains("405 Method Not Allowed: this aggregate supports only POST");
  }

  private String explained(String target, MultiMap headers) {
    return explained(HttpMethod.GET, target, headers);
  }

  private String explained(HttpMethod method, String target, MultiMap headers) {
    return ExplanationText.of(method + " " + target, explainer.explain(method, target, headers));
  }
}
