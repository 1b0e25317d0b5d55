package io.tributary.stubs;

import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.common.FileSource;
import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.StubMappingTransformer;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.matching.MultiValuePattern;
import com.github.tomakehurst.wiremock.matching.RequestPattern;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import com.github.tomakehurst.wiremock.matching.UrlPattern;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes a recording safe to keep. Of a request only the method and the URL stay, without query
 * parameters that are credentials by their name. Of a response's headers only those stay that
 * Tributary reads. Applies to whatever the recorder writes, also when it is told to at run time.
 */
final class WithoutCredentials extends StubMappingTransformer {
  private static final Set<String> KEPT_HEADERS =
      Set.of("content-type", "cache-control", "age", "vary");

  private static final Pattern CREDENTIAL =
      Pattern.compile(
          "(?i)(\\w*[._-])?(api_?key|key|\\w*token|\\w*secret|password|signature|sig|auth"
              + "|authorization|credentials?|session|jwt)");

  @Override
  public StubMapping transform(StubMapping recorded, FileSource files, Parameters parameters) {
    recorded.setRequest(request(recorded.getRequest()));
    recorded.setResponse(response(recorded.getResponse()));
    return recorded;
  }

  private static RequestPattern request(RequestPattern recorded) {
    UrlPattern url =
        recorded.getUrl() == null
            ? urlPathEqualTo(recorded.getUrlPath())
            : urlEqualTo(recorded.getUrl());
    RequestPatternBuilder request = new RequestPatternBuilder(recorded.getMethod(), url);
    Map<String, MultiValuePattern> query = recorded.getQueryParameters();
    if (query != null) {
      query.forEach(
          (name, values) -> {
            if (!isCredential(name)) {
              request.withQueryParam(name, values);
            }
          });
    }
    return request.build();
  }

  private static boolean isCredential(String parameter) {
    return CREDENTIAL.matcher(parameter).matches();
  }

  private static ResponseDefinition response(ResponseDefinition recorded) {
    List<HttpHeader> kept =
        Stream.ofNullable(recorded.getHeaders())
            .flatMap(headers -> headers.all().stream())
            .filter(header -> KEPT_HEADERS.contains(header.key().toLowerCase(Locale.ROOT)))
            .toList();
    return ResponseDefinitionBuilder.like(recorded).withHeaders(new HttpHeaders(kept)).build();
  }

  @Override
  public String getName() {
    return "without-credentials";
  }
}
