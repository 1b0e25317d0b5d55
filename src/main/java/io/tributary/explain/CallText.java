package io.tributary.explain;

import io.tributary.config.ContractConfig;
import io.tributary.config.Expression;
import io.tributary.config.PlacementConfig;
import io.tributary.config.RequestConfig;
import io.tributary.config.Secret;
import io.tributary.config.ShapeConfig;
import io.tributary.config.yaml.MessageText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Writes the call for a part as lines of text. Stateless. */
final class CallText {
  /** The expression for the document of the client's request. */
  private static final String DOCUMENT = "$body";

  private CallText() {}

  static String of(Explanation.Call call) {
    List<String> lines = new ArrayList<>();
    lines.add(
        call.url()
            .map(url -> call.request().method() + " " + url)
            .orElse("no call: the inputs do not form a valid request, so the part fails"));
    lines.add("at most " + MessageText.duration(call.timeout()) + "; " + role(call.role()));
    addCalls(call, lines);
    addRequest(call, lines);
    call.failWhen().ifPresent(when -> lines.add("fails if " + MessageText.mistake(when)));
    if (call.contract().checks()) {
      lines.add(checked(call.contract()));
    }
    if (!call.shape().equals(ShapeConfig.NONE)) {
      lines.add("shows " + shown(call.shape()));
    }
    call.fallback().ifPresent(other -> lines.add("if it fails, " + other + " takes its place"));
    addPlace(call.placement(), lines);
    return String.join("\n", lines);
  }

  /** Whether it is called, and how often. */
  private static void addCalls(Explanation.Call call, List<String> lines) {
    call.when().ifPresent(when -> lines.add("no call unless " + MessageText.mistake(when)));
    if (!call.computed().isEmpty()) {
      lines.add(
          MessageText.names(call.computed())
              + (call.after().isEmpty() ? "" : " from " + String.join(" and ", call.after()))
              + "; no call if there are none");
    }
    call.forEach()
        .ifPresent(
            each ->
                lines.add(
                    "one call for each "
                        + each.value()
                        + ": at most "
                        + each.max()
                        + ", "
                        + each.concurrent()
                        + " at a time, as "
                        + each.as().word()));
    call.chunks()
        .ifPresent(
            chunks ->
                lines.add(
                    "at most "
                        + chunks.chunk()
                        + " values a call, "
                        + chunks.maxItems()
                        + " in all"));
  }

  private static void addRequest(Explanation.Call call, List<String> lines) {
    if (call.request().method() != RequestConfig.Method.GET) {
      lines.add(
          body(call.request())
              + (call.request().idempotent()
                  ? "can be sent again, with the same Idempotency-Key"
                  : "never sent again"));
    }
    if (!call.constants().isEmpty()) {
      lines.add(
          "sends " + String.join(", ", call.constants().stream().map(CallText::hidden).toList()));
    }
    if (!call.forwarded().isEmpty()) {
      lines.add(
          "passes on " + String.join(", ", call.forwarded().stream().map(CallText::name).toList()));
    }
  }

  private static String checked(ContractConfig contract) {
    String share =
        contract.enforceSample() < 1
            ? BigDecimal.valueOf(contract.enforceSample())
                    .movePointRight(2)
                    .stripTrailingZeros()
                    .toPlainString()
                + "% of its bodies are"
            : "its body is";
    return share
        + " checked against its schema; one that does not fit "
        + (contract.enforce() == ContractConfig.Enforcement.FAIL ? "fails it" : "is counted");
  }

  private static void addPlace(PlacementConfig placement, List<String> lines) {
    if (placement.flatten()) {
      lines.add("its members stand beside the parts");
    }
    placement
        .into()
        .ifPresent(
            other ->
                lines.add(
                    "goes into "
                        + other
                        + placement
                            .match()
                            .map(match -> ", where " + match.other() + " is its " + match.own())
                            .orElse("")));
  }

  private static String body(RequestConfig request) {
    if (request.body().isEmpty()) {
      return "no body; ";
    }
    Expression body = request.body().get();
    if (body instanceof Expression.Jslt(String text) && text.strip().equals(DOCUMENT)) {
      return "the client's document as its body; ";
    }
    return "a body that is computed" + (body.isStrict() ? " (strict); " : "; ");
  }

  private static String shown(ShapeConfig shape) {
    StringBuilder text = new StringBuilder(shape.pick().map(Object::toString).orElse("the body"));
    if (shape.strict()) {
      text.append(" (strict)");
    }
    if (!shape.keep().isEmpty()) {
      text.append(", only ").append(String.join(", ", shape.keep()));
    }
    if (!shape.drop().isEmpty()) {
      text.append(", without ").append(String.join(", ", shape.drop()));
    }
    shape
        .rename()
        .forEach((path, name) -> text.append(", ").append(path).append(" as ").append(name));
    return text.toString();
  }

  private static String role(Explanation.Call.Role role) {
    return switch (role) {
      case RESOURCE -> "required, and 404 if the backend says 404";
      case REQUIRED -> "required";
      case DEFAULTED -> "its default if it fails";
      case OPTIONAL -> "null if it fails";
      case NOT_SHOWN -> "for other parts only, not in the response";
      case BACKGROUND -> "not in the response";
    };
  }

  private static String hidden(String header) {
    return header + ": " + Secret.HIDDEN;
  }

  private static String name(Explanation.Forwarded forwarded) {
    return forwarded.header() + (forwarded.present() ? "" : " (not in this request)");
  }
}
