package io.tributary.openapi;

import io.tributary.config.Config;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The document of the configuration in force, made by a worker when it is first asked for, so that
 * the start does not wait for it. Thread-safe.
 */
public final class ApiDocument implements Supplier<Future<Buffer>> {
  private final Vertx vertx;
  private volatile Document current;

  /** Creates the document of a configuration. */
  public ApiDocument(Vertx vertx, Config config) {
    this.vertx = vertx;
    this.current = new Document(config);
  }

  /** Describes another configuration from now on. */
  public void use(Config next) {
    current = new Document(next);
  }

  /** Returns the document. The future settles on the context of the caller. */
  @Override
  public Future<Buffer> get() {
    Document document = current;
    Buffer known = document.made;
    return known == null
        ? vertx.executeBlocking(document::make, /* ordered= */ false)
        : Future.succeededFuture(known);
  }

  private static final class Document {
    private final Config config;
    private volatile @Nullable Buffer made;

    Document(Config config) {
      this.config = config;
    }

    synchronized Buffer make() {
      Buffer document = made;
      if (document == null) {
        document = Buffer.buffer(OpenApi.of(config));
        made = document;
      }
      return document;
    }
  }
}
