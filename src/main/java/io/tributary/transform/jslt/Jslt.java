package io.tributary.transform.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import com.schibsted.spt.data.jslt.ResourceResolver;
import com.schibsted.spt.data.jslt.filters.JsonFilter;
import com.schibsted.spt.data.jslt.filters.TrueJsonFilter;
import com.schibsted.spt.data.jslt.impl.ExpressionImpl;
import com.schibsted.spt.data.jslt.impl.PreparationContext;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * A compiled JSLT program. Thread-safe.
 *
 * <p>An evaluation ends when its thread is interrupted: at the next function call, variable,
 * element or member of the input, or character that a regular expression reads.
 */
public final class Jslt {
  /**
   * Keeps null and empty members. By default JSLT drops these, and the shape of a response would
   * depend on its data.
   */
  private static final JsonFilter KEEP_EVERYTHING = new TrueJsonFilter();

  /**
   * The parser recurses. What it cannot read with this stack is too deep for the threads that
   * evaluate, whose stack is larger.
   */
  private static final long STACK_BYTES = 512 * 1024;

  private final ExpressionImpl program;

  private Jslt(ExpressionImpl program) {
    this.program = program;
  }

  /** Compiles an expression, which cannot import anything. */
  public static Jslt expression(String text) throws JsltMistake {
    return compile(
        text,
        "<inline>",
        () ->
            imported -> {
              throw new JsltException("an expression cannot import a file");
            });
  }

  /** What a valid expression reads of its input. */
  public static InputReads reads(String text) throws JsltMistake {
    try {
      return InputReads.of(text);
    } catch (StackOverflowError tooDeep) {
      throw new JsltMistake(mistake(tooDeep));
    }
  }

  /**
   * Compiles a file.
   *
   * @param name the file's name in messages
   * @param folder where the paths of imports begin
   */
  public static Jslt file(String text, String name, Path folder, TextFiles files)
      throws JsltMistake {
    return compile(text, name, () -> new Imports(folder, files));
  }

  private static Jslt compile(String text, String name, Supplier<ResourceResolver> imports)
      throws JsltMistake {
    CompletableFuture<ExpressionImpl> compiled = new CompletableFuture<>();
    Runnable compile =
        () -> {
          try {
            requireDefined(parse(text, name, imports.get()));
            compiled.complete(parse(text, name, imports.get()));
          } catch (Throwable mistake) { // the one who waits must hear of everything
            compiled.completeExceptionally(mistake);
          }
        };
    new Thread(null, compile, "jslt-compile", STACK_BYTES).start();
    try {
      return new Jslt(compiled.join());
    } catch (CompletionException failed) {
      throw new JsltMistake(mistake(Objects.requireNonNull(failed.getCause())));
    }
  }

  private static ExpressionImpl parse(String text, String name, ResourceResolver imports) {
    return (ExpressionImpl)
        new Parser(new StringReader(text))
            .withSource(name)
            .withResourceResolver(imports)
            .withFunctions(PatternFunction.ALL)
            .withObjectFilter(KEEP_EVERYTHING)
            .compile();
  }

  /**
   * Requires that each variable is defined. JSLT takes the others for parameters, which no program
   * has here. It does not say which they are, but assigns their places once more, after which the
   * program is of no use.
   */
  private static void requireDefined(ExpressionImpl program) {
    PreparationContext places = new PreparationContext();
    program.prepare(places);
    places.scope.getParameterSlots().keySet().stream()
        .sorted()
        .findFirst()
        .ifPresent(
            variable -> {
              throw new JsltException("the variable $" + variable + " is not defined");
            });
  }

  private static String mistake(Throwable cause) {
    return switch (cause) {
      case JsltException wrong -> String.valueOf(wrong.getMessage());
      case StackOverflowError _ -> "is nested too deeply";
      case OutOfMemoryError _ -> "computes a constant that needs too much memory";
      default -> "is not valid JSLT: " + cause.getMessage();
    };
  }

  /** Computes the program's value. Fails with what JSLT throws, or if the watch ends it. */
  public JsonNode apply(ObjectNode input) {
    return program.apply(
        new WatchedScope(program.getStackFrameSize(), WatchedNodes.watchOf(input)), input);
  }
}
