package io.tributary.app;

import java.util.LinkedHashMap;
import java.util.Map;

/** Requests that break a rule, by what is wrong with them; each ends in {@code EVIL} somewhere. */
final class MalformedRequests {
  private static final String GET = "GET /a HTTP/1.1\r\nHost: a\r\n";
  private static final String NEXT = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";

  /** Answered with 400, in one answer, after which the connection is closed. */
  static Map<String, String> with400() {
    Map<String, String> requests = new LinkedHashMap<>();
    requests.put("no Host", "GET /a HTTP/1.1\r\nX: EVIL\r\n\r\n");
    requests.put("two Hosts", GET + "Host: EVIL\r\n\r\n");
    requests.put("a Host that is none", "GET /a HTTP/1.1\r\nHost: a b/../@EVIL\r\n\r\n");
    requests.put("an empty Host", "GET /a HTTP/1.1\r\nHost: \r\n\r\n");
    requests.put("an absolute target", "GET http://EVIL/a HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("an asterisk", "GET * HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("CONNECT", "CONNECT EVIL:1 HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("no slash", "GET a HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("no target", "GET  HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("a raw space in the target", "GET /a EVIL HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("a control byte in the target", "GET /a\u0001EVIL HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("raw UTF-8 in the target", "GET /a?x=\u00c3\u00a9 HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("a fragment", "GET /a#EVIL HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("an escaped NUL", "GET /a%00EVIL HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("%zz in the path", "GET /a%zzEVIL HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("%zz in the query", "GET /a?x=%zzEVIL HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("a cut escape", "GET /a?x=% HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("markup in the query", "GET /a?x=<EVIL> HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("no version", "GET /a\r\n\r\n");
    requests.put("an illegal method", "G@T{EVIL} /a HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("a TLS hello", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000EVIL\r\n\r\n");
    requests.put("a body", GET + "Content-Length: 3\r\n\r\nabc" + NEXT);
    requests.put("a huge body", GET + "Content-Length: 10737418240\r\n\r\nEVIL");
    requests.put(
        "length and chunks",
        GET + "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n" + NEXT);
    requests.put("chunks", GET + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + NEXT);
    requests.put("odd chunks", GET + "Transfer-Encoding: chunked, xchunked\r\n\r\n0\r\n\r\n");
    requests.put("identity chunks", GET + "Transfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n");
    requests.put("a space before a colon", GET + "Transfer-Encoding : chunked\r\n\r\n");
    requests.put("a control before a value", GET + "Transfer-Encoding:\u000bchunked\r\n\r\n");
    requests.put(
        "two encodings",
        GET + "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n");
    requests.put("equal lengths", GET + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc");
    requests.put("unequal lengths", GET + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc");
    requests.put("a list of lengths", GET + "Content-Length: 3, 3\r\n\r\nabc");
    requests.put("a length with a sign", GET + "Content-Length: +3\r\n\r\nabc");
    requests.put("a negative length", GET + "Content-Length: -1\r\n\r\n");
    requests.put("a length in base 16", GET + "Content-Length: 0x3\r\n\r\nabc");
    requests.put("an empty length", GET + "Content-Length: \r\n\r\n");
    requests.put("a length of 20 digits", GET + "Content-Length: 99999999999999999999\r\n\r\n");
    requests.put("bare line feeds", "GET /a HTTP/1.1\nHost: a\n\n");
    requests.put("a bare carriage return", GET + "X: a\rEVIL: b\r\n\r\n");
    requests.put("a NUL in a value", GET + "X: a\u0000EVIL\r\n\r\n");
    requests.put("a line without a colon", GET + "EVIL\r\n\r\n");
    requests.put("an empty name", GET + ": EVIL\r\n\r\n");
    requests.put("a name with a space", GET + "X EVIL: a\r\n\r\n");
    return requests;
  }

  private MalformedRequests() {}
}
