package io.tributary.explain;

import io.tributary.config.yaml.MessageText;
import java.util.ArrayList;
import java.util.List;

/** Writes a backend and its policies as a row of a table. Stateless. */
final class BackendText {
  private BackendText() {}

  static void addTo(Table table, Explanation.Backend backend) {
    List<String> last = new ArrayList<>();
    last.add(
        backend
            .breaker()
            .map(
                breaker ->
                    "for "
                        + MessageText.duration(breaker.open())
                        + " after "
                        + breaker.failures()
                        + " failures")
            .orElse("none"));
    backend.hostHeader().ifPresent(host -> last.add("with Host: " + host));
    backend
        .proxy()
        .ifPresent(
            proxy ->
                last.add(
                    "through the "
                        + proxy.type().word()
                        + " proxy "
                        + proxy.host()
                        + " "
                        + proxy.port()));
    table.row(
        backend.name(),
        backend.transport(),
        backend.protocol(),
        Integer.toString(backend.maxConcurrent()),
        "to " + MessageText.size(backend.maxBody()),
        String.join("; ", last));
  }
}
