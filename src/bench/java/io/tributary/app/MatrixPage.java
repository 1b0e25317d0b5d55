package io.tributary.app;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The report of the matrix as Markdown. */
record MatrixPage(List<MatrixReport> reports, Duration deadline, int clients, long seed) {
  @Override
  public String toString() {
    return """
        # The fault matrix

        `src/bench/matrix` calls an aggregate of three parts for each combination of %d faults, %,d in all, over each
        transport: %d at a time, with a deadline of %d ms. In three of four cases one part is required. Seed %d, %d cores,
        Java %s.

        Of every response it checks: the body by a schema and strictly read; the status by the table of statuses; each part's
        outcome by the table below, and no other request's bytes; what a message shows. Afterwards: no request, byte or
        connection is left, no buffer has leaked and no exception was unhandled. On a machine that nothing else keeps busy, also:
        the deadline and 250 ms for each response, and no event loop of the service blocked for over 50 ms. A case in which a
        call had no time, or met two closed connections, is asked once more among few others, and must then be right.

        ```
        %s```

        | fault | a part with it | wanted | %s |
        |--:|---|---|%s
        %s
        """
        .formatted(
            MatrixFault.values().length,
            MatrixCase.ALL,
            clients,
            deadline.toMillis(),
            seed,
            Runtime.getRuntime().availableProcessors(),
            Runtime.version(),
            reports.stream().map(MatrixReport::toString).collect(joining("\n")),
            reports.stream()
                .map(one -> one.transport().name().toLowerCase(Locale.ROOT))
                .collect(joining(" | ")),
            "---|".repeat(reports.size()),
            List.of(MatrixFault.values()).stream().map(this::row).collect(joining("\n")));
  }

  private String row(MatrixFault fault) {
    return "| %s | %s | `%s` | %s |"
        .formatted(
            fault.number() == 0 ? "" : Integer.toString(fault.number()),
            fault.name().toLowerCase(Locale.ROOT).replace('_', ' '),
            fault.outcome(),
            reports.stream().map(one -> one.outcomes(fault)).collect(joining(" | ")));
  }
}
