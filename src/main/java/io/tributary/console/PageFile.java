package io.tributary.console;

import io.tributary.ops.Exchange;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file of the page, read by a worker when it is first asked for, so that the start does not wait
 * for it. Thread-safe.
 */
final class PageFile {
  private static final int TAG_BYTES = 16;

  private final Vertx vertx;
  private final String name;
  private final CharSequence type;
  private volatile @Nullable Content content;

  private record Content(Buffer bytes, String tag) {}

  PageFile(Vertx vertx, String name) {
    this.vertx = vertx;
    this.name = name;
    this.type = HttpHeaders.createOptimized(typeOf(name));
  }

  private static String typeOf(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1);
    return switch (extension) {
      case "html" -> "text/html; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "svg" -> "image/svg+xml; charset=utf-8";
      default -> throw new IllegalArgumentException("no content type for " + name);
    };
  }

  /** Responds with the file, or with 304 to a browser that has it. */
  void respond(Exchange exchange) {
    content()
        .onSuccess(known -> exchange.respondUnlessKnown(type, known.bytes(), known.tag()))
        .onFailure(exchange::fail);
  }

  private Future<Content> content() {
    Content known = content;
    return known == null
        ? vertx.executeBlocking(this::read, /* ordered= */ false)
        : Future.succeededFuture(known);
  }

  private Content read() throws IOException {
    try (InputStream file = PageFile.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(file, name).readAllBytes();
      Content known = new Content(Buffer.buffer(bytes), tag(bytes));
      content = known;
      return known;
    }
  }

  private static String tag(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return '"' + HexFormat.of().formatHex(hash, 0, TAG_BYTES) + '"';
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing); // every Java has it
    }
  }
}
