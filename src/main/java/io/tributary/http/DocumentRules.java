package io.tributary.http;

import io.tributary.json.JsonCheck;
import io.tributary.json.TreeCheck;
import io.tributary.json.Verdict;
import io.tributary.scope.HeaderValue;
import io.tributary.server.RequestBody;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.regex.Pattern;

/** The rules for the JSON documents that clients send. Stateless. */
final class DocumentRules {
  private static final Pattern CHARSET = Pattern.compile("(?i)\\s*charset\\s*=.*");

  /** JSON is UTF-8 (RFC 8259, 8.1). */
  private static final Pattern UTF_8 =
      Pattern.compile("(?i)\\s*charset\\s*=\\s*(?:utf-8|\"utf-8\")\\s*");

  private DocumentRules() {}

  /**
   * Throws {@link BadRequestException} if the body that a head announces is not one to read.
   *
   * @param most the bytes that it may have
   */
  static void check(RequestHead head, int most) {
    MultiMap headers = head.headers();
    List<String> codings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
    boolean chunked = codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked");
    if (!codings.isEmpty() && !(chunked && head.version() == HttpVersion.HTTP_1_1)) {
      throw new BadRequestException("the Transfer-Encoding must be chunked alone");
    }
    String type = headers.get(HttpHeaders.CONTENT_TYPE);
    if (type == null || !isJson(HeaderValue.split(type, ';'))) {
      throw new BadRequestException(415, "the Content-Type must be application/json, in UTF-8");
    }
    if (!headers.getAll(HttpHeaders.CONTENT_ENCODING).stream()
        .allMatch("identity"::equalsIgnoreCase)) {
      throw new BadRequestException(415, "the body must not have a Content-Encoding");
    }
    if (length(head) > most) {
      throw tooLarge(most);
    }
  }

  /** Whether a media type, before its parameters, is that of JSON. */
  private static boolean isJson(List<String> type) {
    return type.getFirst().stripTrailing().equalsIgnoreCase("application/json")
        && type.stream()
            .skip(1)
            .allMatch(it -> !CHARSET.matcher(it).matches() || UTF_8.matcher(it).matches());
  }

  /** The bytes of the body that a head announces, or {@link RequestBody#UNKNOWN}. */
  static long length(RequestHead head) {
    String length = head.headers().get(HttpHeaders.CONTENT_LENGTH);
    boolean untold = head.version() == HttpVersion.HTTP_2 && length == null;
    return RequestBody.length(
        untold || head.headers().contains(HttpHeaders.TRANSFER_ENCODING), length);
  }

  /** Whether the client waits for a word before it sends its body (RFC 9110, 10.1.1). */
  static boolean waitsForContinue(RequestHead head) {
    List<String> expected = head.headers().getAll(HttpHeaders.EXPECT);
    return head.version() != HttpVersion.HTTP_1_0
        && expected.size() == 1
        && "100-continue".equalsIgnoreCase(expected.getFirst());
  }

  static BadRequestException tooLarge(int most) {
    return new BadRequestException(413, "the body has more than " + most + " bytes");
  }

  /**
   * Throws {@link BadRequestException} if bytes are not exactly one JSON document, or one that fits
   * into no tree.
   */
  static void check(byte[] document) {
    if (document.length == 0) {
      throw new BadRequestException("the body is empty, and must be a JSON document");
    }
    refuse("the body is not JSON: ", JsonCheck.check(document, 0, document.length));
    refuse("the body cannot be read: ", TreeCheck.check(document));
  }

  private static void refuse(String what, Verdict verdict) {
    if (verdict instanceof Verdict.Invalid(int offset, String rule)) {
      throw new BadRequestException(what + rule + " at byte " + offset);
    }
  }
}
