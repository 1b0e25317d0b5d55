package io.tributary.config.read;

import io.tributary.config.ProxyConfig;
import java.util.List;

/** Reads the proxy in front of a backend. */
final class ProxyReader {
  private static final List<ProxyConfig.Type> TYPES = List.of(ProxyConfig.Type.values());

  private ProxyReader() {}

  static ProxyConfig read(ObjectReader section) {
    ProxyConfig proxy =
        new ProxyConfig(
            section
                .optional("type")
                .flatMap(value -> Choice.of(value, TYPES, ProxyConfig.Type::word))
                .orElse(ProxyConfig.Type.HTTP),
            section.required("host").flatMap(HostNames::read).orElse(""),
            section.required("port").flatMap(value -> value.whole(1, 65535)).orElse(1));
    section.finish();
    return proxy;
  }
}
