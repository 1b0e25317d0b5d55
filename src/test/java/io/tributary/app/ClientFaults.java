package io.tributary.app;

import java.util.LinkedHashMap;
import java.util.Map;

/** Requests that break a rule, by what is wrong with them; each ends in {@code EVIL} somewhere. */
final class ClientFaults {
  private static final String GET = "GET /a HTTP/1.1\r\nHost: a\r\n";
  private static final String NEXT = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";

  /** Answered with 400, in one answer, after which the connection is closed. */
  static Map<String, String> with400() {
    Map<String, String> requests = new LinkedHashMap<>();
    requests.put("fault 1: no Host", "GET /a HTTP/1.1\r\nX: EVIL\r\n\r\n");
    requests.put("fault 2: two Hosts", GET + "Host: EVIL\r\n\r\n");
    requests.put("fault 3: a Host that is none", "GET /a HTTP/1.1\r\nHost: a b/../@EVIL\r\n\r\n");
    requests.put("fault 3: a port that is none", "GET /a HTTP/1.1\r\nHost: a:65536\r\n\r\n");
    requests.put("fault 3: an empty Host", "GET /a HTTP/1.1\r\nHost: \r\n\r\n");
    requests.put("fault 4: an absolute target", "GET http://EVIL/a HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("fault 5: an asterisk", "GET * HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("fault 7: no slash", "GET a HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("fault 8: no target", "GET  HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("fault 39: a raw space in the target", "GET /a EVIL HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put(
        "fault 40: a control byte in the target", "GET /a\u0001EVIL HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put(
        "fault 41: raw UTF-8 in the target", "GET /a?x=\u00c3\u00a9 HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("fault 40: a fragment", "GET /a#EVIL HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("fault 42: an escaped NUL", "GET /a%00EVIL HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("fault 43: %zz in the path", "GET /a%zzEVIL HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("fault 43: %zz in the query", "GET /a?x=%zzEVIL HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("fault 43: a cut escape", "GET /a?x=% HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("fault 74: markup in the query", "GET /a?x=<EVIL> HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("fault 36: no version", "GET /a\r\n\r\n");
    requests.put("fault 33: an illegal method", "G@T{EVIL} /a HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("fault 37: a TLS hello", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000EVIL\r\n\r\n");
    requests.put("fault 20: a body", GET + "Content-Length: 3\r\n\r\nabc" + NEXT);
    requests.put("fault 21: a huge body", GET + "Content-Length: 10737418240\r\n\r\nEVIL");
    requests.put(
        "fault 9: length and chunks",
        GET + "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n" + NEXT);
    requests.put("fault 20: chunks", GET + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + NEXT);
    requests.put(
        "fault 11: odd chunks", GET + "Transfer-Encoding: chunked, xchunked\r\n\r\n0\r\n\r\n");
    requests.put(
        "fault 12: identity chunks", GET + "Transfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n");
    requests.put("fault 13: a space before a colon", GET + "Transfer-Encoding : chunked\r\n\r\n");
    requests.put(
        "fault 14: a control before a value", GET + "Transfer-Encoding:\u000bchunked\r\n\r\n");
    requests.put(
        "fault 15: two encodings",
        GET + "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n");
    requests.put(
        "fault 16: equal lengths", GET + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc");
    requests.put(
        "fault 17: unequal lengths", GET + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc");
    requests.put("fault 18: a list of lengths", GET + "Content-Length: 3, 3\r\n\r\nabc");
    requests.put("fault 19: a length with a sign", GET + "Content-Length: +3\r\n\r\nabc");
    requests.put("fault 19: a negative length", GET + "Content-Length: -1\r\n\r\n");
    requests.put("fault 19: a length in base 16", GET + "Content-Length: 0x3\r\n\r\nabc");
    requests.put("fault 19: an empty length", GET + "Content-Length: \r\n\r\n");
    requests.put(
        "fault 19: a length of 20 digits", GET + "Content-Length: 99999999999999999999\r\n\r\n");
    requests.put("fault 22: bare line feeds", "GET /a HTTP/1.1\nHost: a\n\n");
    requests.put("fault 23: a bare carriage return", GET + "X: a\rEVIL: b\r\n\r\n");
    requests.put("fault 24: a NUL in a value", GET + "X: a\u0000EVIL\r\n\r\n");
    requests.put("fault 26: a line without a colon", GET + "EVIL\r\n\r\n");
    requests.put(
        "fault 9: length and chunks with a body",
        GET + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    requests.put(
        "fault 10: length and chunks in HTTP/1.0",
        "GET /a HTTP/1.0\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n");
    requests.put("fault 19: a length with a space inside", GET + "Content-Length: 3 3\r\n\r\nabc");
    requests.put("fault 22: a bare line feed", GET + "X: EVIL\nY: b\r\n\r\n");
    requests.put("fault 25: a folded line with a control", GET + "X: a\r\n b\u0001c\r\n\r\n");
    requests.put("fault 31: a leading NUL", "\u0000GET /a HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("fault 31: a leading control", "\u001bGET /a HTTP/1.1\r\nHost: a\r\n\r\n");
    requests.put("fault 34: a lower-case protocol", "GET /a http/1.1\r\nHost: a\r\n\r\n");
    requests.put("fault 34: a version of two digits", "GET /a HTTP/1.10\r\nHost: a\r\n\r\n");
    requests.put("fault 34: another protocol", "GET /a EVIL/1.1\r\nHost: a\r\n\r\n");
    requests.put(
        "fault 61: a body shorter than its length", GET + "Content-Length: 10\r\n\r\nEVIL");
    requests.put(
        "fault 85: two Authorizations (C10)",
        GET + "Authorization: Bearer EVIL\r\nauthorization: Bearer b\r\n\r\n");
    requests.put(
        "fault 85: equal ones (C10)", GET + "Authorization: a\r\nAuthorization: a\r\n\r\n");
    requests.put("two Cookies (C10)", GET + "Cookie: a=EVIL\r\nCookie: b=c\r\n\r\n");
    requests.put("two User-Agents (C10)", GET + "User-Agent: EVIL\r\nUser-Agent: b\r\n\r\n");
    requests.put("fault 84: a CR in an id", GET + "X-Request-Id: a\rEVIL\r\n\r\n");
    requests.put("fault 84: an LF in an id", GET + "X-Request-Id: a\nEVIL\r\n\r\n");
    requests.put("fault 27: an empty name", GET + ": EVIL\r\n\r\n");
    requests.put("fault 28: a name with a space", GET + "X EVIL: a\r\n\r\n");
    return requests;
  }

  private ClientFaults() {}
}
