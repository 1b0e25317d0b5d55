package io.tributary.config.read;

import io.tributary.config.AccessLogConfig;
import io.tributary.config.Config;
import io.tributary.config.LogFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads how the logs are written. */
final class LogReader {
  private static final List<AccessLogConfig.Format> FORMATS =
      List.of(AccessLogConfig.Format.values());

  private LogReader() {}

  static Config.Log log(ObjectReader section) {
    LogFormat format =
        section
            .optional("format")
            .flatMap(value -> Choice.of(value, List.of(LogFormat.values()), LogFormat::word))
            .orElse(LogFormat.TEXT);
    section.finish();
    return new Config.Log(format);
  }

  static AccessLogConfig accessLog(ObjectReader section) {
    AccessLogConfig config =
        new AccessLogConfig(
            section
                .optional("format")
                .flatMap(value -> Choice.of(value, FORMATS, AccessLogConfig.Format::word))
                .orElse(AccessLogConfig.Format.JSON),
            section.optional("file").flatMap(LogReader::file),
            section.optional("sample").flatMap(ConfigValue::share).orElse(1.0));
    section.finish();
    return config;
  }

  private static Optional<Path> file(ConfigValue value) {
    Optional<Path> file = FilePath.of(value);
    return file.filter(Files::isDirectory).isPresent()
        ? value.refuse("must be a file, not a folder")
        : file;
  }
}
