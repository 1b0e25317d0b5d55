package io.tributary.explain;

import static java.util.stream.Collectors.joining;

import io.tributary.config.PartConfig;
import io.tributary.config.Secret;
import io.tributary.config.yaml.MessageText;
import io.tributary.explain.Explanation.Call;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

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
          (head
                  + request(gathers)
                  + calls(gathers)
                  + background(gathers)
                  + backends(gathers)
                  + response(gathers))
              .stripTrailing();
    };
  }

  private static String request(Explanation.Gathers gathers) {
    Table table = new Table("").row("Aggregate", gathers.route());
    if (!gathers.inputs().isEmpty()) {
      table.row(
          "Inputs", gathers.inputs().stream().map(ExplanationText::input).collect(joining("\n")));
    }
    gathers
        .document()
        .ifPresent(
            most ->
                table.row(
                    "Body",
                    "a JSON document of at most "
                        + MessageText.size(most)
                        + "; what comes from it is "
                        + Secret.HIDDEN));
    if (!gathers.ignored().isEmpty()) {
      table.row("Ignored", MessageText.names(gathers.ignored()) + " (query)");
    }
    if (!gathers.left().isEmpty()) {
      table.row("Left out", MessageText.names(gathers.left()) + " (the client chooses parts)");
    }
    return table.row("Deadline", deadline(gathers.time())).toString();
  }

  private static String input(Explanation.Input input) {
    String values = input.values().stream().map(MessageText::plain).collect(joining(", "));
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
            : ", which the client asks for instead of " + MessageText.duration(time.configured());
    return MessageText.duration(time.deadline())
        + shortened
        + "; calls end after "
        + MessageText.duration(time.calls())
        + ", the rest is for the response";
  }

  private static String calls(Explanation.Gathers gathers) {
    Table table = new Table("  ");
    String heading = "";
    for (Call call : gathers.calls()) {
      if (!when(call).equals(heading)) {
        heading = when(call);
        table.heading(heading);
      }
      table.row(call.part(), CallText.of(call));
    }
    return table.toString();
  }

  private static String background(Explanation.Gathers gathers) {
    if (gathers.background().isEmpty()) {
      return "";
    }
    Table table = new Table("  ").heading("In the background, when the response is ready");
    for (Explanation.Background one : gathers.background()) {
      String share =
          one.share() < PartConfig.ALWAYS
              ? "\nfor "
                  + BigDecimal.valueOf(one.share()).stripTrailingZeros().toPlainString()
                  + "% of the requests"
              : "";
      table.row(one.call().part(), CallText.of(one.call()) + share);
    }
    return table.toString();
  }

  private static String when(Call call) {
    String after = "after " + String.join(" and ", call.after());
    if (call.demand().isPresent()) {
      List<String> replaced = call.demand().get().insteadOf();
      String asked =
          replaced.isEmpty()
              ? "Only if a fallback needs it"
              : "Only if " + MessageText.oneOf(replaced) + " fails";
      return call.after().isEmpty() ? asked : asked + ", " + after;
    }
    return call.after().isEmpty() ? "At once" : "A" + after.substring(1);
  }

  private static String backends(Explanation.Gathers gathers) {
    Table table = new Table("  ").heading("Backends");
    table.row("", "transport", "protocol", "calls at once", "body", "circuit breaker");
    gathers.backends().forEach(backend -> BackendText.addTo(table, backend));
    return table + "  " + repeated(gathers) + "\n";
  }

  private static String repeated(Explanation.Gathers gathers) {
    List<Call> calls =
        Stream.concat(
                gathers.calls().stream(),
                gathers.background().stream().map(Explanation.Background::call))
            .toList();
    List<String> never =
        calls.stream().filter(call -> !call.canBeRepeated()).map(Call::part).toList();
    if (never.size() == calls.size()) {
      return "Nothing is retried.";
    }
    return "A call"
        + (never.isEmpty() ? "" : ", but for those of " + MessageText.names(never) + ",")
        + " is sent once more if its kept connection turns out to be closed. Nothing else is"
        + " retried.";
  }

  private static String response(Explanation.Gathers gathers) {
    Explanation.Response response = gathers.response();
    List<String> required =
        gathers.calls().stream()
            .filter(Call::required)
            .map(call -> call.part() + call.fallback().map(_ -> " and its fallback").orElse(""))
            .toList();
    long optional = gathers.calls().stream().filter(Call::optional).count();
    Table table = new Table("  ").heading("Response");
    table.row(
        "data",
        response
                .transform()
                .map(name -> "what " + name + " makes of the parts, on a worker")
                .orElse("the parts")
            + response
                .sameName()
                .map(counts -> "; of members with the same name the " + counts.word() + " one")
                .orElse(""));
    response.stream().ifPresent(type -> table.row("sent", "each part as it settles, as " + type));
    table.row(
        "fails",
        required.isEmpty()
            ? "if every part fails"
            : "if " + MessageText.oneOf(required) + " fails");
    if (optional > (required.isEmpty() ? 1 : 0) && response.stream().isEmpty()) {
      table.row("partial", response.onPartial() + " if another part fails");
    }
    response
        .enough()
        .ifPresent(
            group ->
                table.row(
                    "enough",
                    group.count()
                        + " of "
                        + MessageText.names(group.of())
                        + "; the others are not awaited then"));
    if (!response.headers().isEmpty()) {
      table.row("headers", HeadersText.of(response.headers(), response.stream().isPresent()));
    }
    return table.row("stored", stored(response.caching())).toString();
  }

  private static String stored(String caching) {
    return caching.equals(Explanation.Response.NO_STORE)
        ? "by nobody (Cache-Control: no-store)"
        : "if it is complete: " + caching + "; else no-store";
  }
}
