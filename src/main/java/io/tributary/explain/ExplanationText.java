package io.tributary.explain;

import static java.util.stream.Collectors.joining;

import io.tributary.config.yaml.MessageText;
import io.tributary.explain.Explanation.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes explanations as text for people. Stateless. */
public final class ExplanationText {
  private ExplanationText() {}

  /**
   * The text, without a line break at its end.
   *
   * @param request the method and the target
   */
  public static String of(String request, Explanation explanation) {
    String head = MessageText.plain(request) + "\n\n";
    return switch (explanation) {
      case Explanation.Responds(int status, String title, String detail) ->
          head + status + " " + title + ": " + detail + "\nNo backend is called.";
      case Explanation.Gathers gathers ->
          (head + request(gathers) + calls(gathers) + backends(gathers) + response(gathers))
              .stripTrailing();
    };
  }

  private static String request(Explanation.Gathers gathers) {
    Table table = new Table("").row("Aggregate", gathers.route());
    if (!gathers.inputs().isEmpty()) {
      table.row(
          "Inputs", gathers.inputs().stream().map(ExplanationText::input).collect(joining("\n")));
    }
    if (!gathers.ignored().isEmpty()) {
      table.row("Ignored", "?" + MessageText.names(gathers.ignored()) + ", which is no input");
    }
    if (!gathers.left().isEmpty()) {
      table.row("Left out", MessageText.names(gathers.left()) + ", by ?parts");
    }
    return table.row("Deadline", deadline(gathers.time())).toString();
  }

  private static String input(Explanation.Input input) {
    String values =
        input.values().isEmpty()
            ? "none"
            : input.values().stream().map(MessageText::plain).collect(joining(", "));
    return switch (input.origin()) {
      case CLIENT -> input.name() + " = " + values + " (" + input.source() + ")";
      case DEFAULT -> input.name() + " = " + values + " (default; " + input.source() + ")";
      case NOWHERE -> input.name() + " has no value (" + input.source() + ")";
    };
  }

  private static String deadline(Explanation.Time time) {
    String shortened =
        time.deadline().equals(time.configured())
            ? ""
            : " as the client asks, instead of " + MessageText.duration(time.configured());
    return MessageText.duration(time.deadline())
        + shortened
        + "; calls end at "
        + MessageText.duration(time.calls())
        + ", the rest is for the response";
  }

  private static String calls(Explanation.Gathers gathers) {
    Map<List<String>, List<Call>> together = new LinkedHashMap<>();
    gathers
        .calls()
        .forEach(call -> together.computeIfAbsent(call.after(), _ -> new ArrayList<>()).add(call));
    StringBuilder text = new StringBuilder();
    int width = gathers.calls().stream().mapToInt(call -> call.part().length()).max().orElse(0);
    together.forEach(
        (after, calls) -> {
          text.append(after.isEmpty() ? "\nAt once\n" : "\nAfter " + and(after) + "\n");
          Table table = new Table("  ");
          calls.forEach(
              call ->
                  table.row(
                      call.part() + " ".repeat(width - call.part().length()), CallText.of(call)));
          text.append(table);
        });
    return text.toString();
  }

  private static String backends(Explanation.Gathers gathers) {
    Table table =
        new Table("  ")
            .row("", "transport", "protocol", "calls at once", "body", "circuit breaker");
    gathers.backends().forEach(backend -> BackendText.addTo(table, backend));
    return "\nBackends\n"
        + table
        + "  A call is sent once more if its kept connection turns out to be closed, and only then.\n";
  }

  private static String response(Explanation.Gathers gathers) {
    Explanation.Response response = gathers.response();
    List<String> required =
        gathers.calls().stream()
            .filter(call -> call.role() == Call.Role.REQUIRED || call.role() == Call.Role.RESOURCE)
            .map(Call::part)
            .toList();
    Table table = new Table("  ");
    table.row(
        "data", response.transform().map(t -> "made by " + t + " on a worker").orElse("the parts"));
    table.row(
        "fails", required.isEmpty() ? "if every part fails" : "if " + or(required) + " fails");
    table.row("partial", response.onPartial() + " if another part fails");
    table.row("stored", "Cache-Control: " + response.caching() + "; no-store if it is partial");
    return "\nResponse\n" + table;
  }

  private static String and(List<String> names) {
    return String.join(" and ", names);
  }

  private static String or(List<String> names) {
    return MessageText.oneOf(names);
  }
}
