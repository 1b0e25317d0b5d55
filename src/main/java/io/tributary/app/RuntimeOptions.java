package io.tributary.app;

import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/** The options that every {@code Vertx} of the process has. Stateless. */
final class RuntimeOptions {
  private RuntimeOptions() {}

  /**
   * Options without the cache for files of the class path. It would need a folder for temporary
   * files, which a container with a read-only root may not have, and nothing reads such files.
   */
  static VertxOptions of(int loops) {
    return new VertxOptions()
        .setEventLoopPoolSize(loops)
        .setPreferNativeTransport(true)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }
}
