package io.tributary.transform.jslt;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import com.schibsted.spt.data.jslt.ResourceResolver;
import com.schibsted.spt.data.jslt.filters.JsonFilter;
import com.schibsted.spt.data.jslt.filters.TrueJsonFilter;
import com.schibsted.spt.data.jslt.impl.ExpressionImpl;
import com.schibsted.spt.data.jslt.impl.NodeUtils;
import com.schibsted.spt.data.jslt.impl.PreparationContext;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

  /** The variable that holds the inputs of the client's request. */
  public static final String INPUTS = "inputs";

  /** The variable that holds the document of the client's request. */
  public static final String BODY = "body";

  private static final Set<String> OF_EXPRESSIONS = Set.of(INPUTS, BODY);

  private final ExpressionImpl program;
  private final Set<String> variables;

  private Jslt(ExpressionImpl program, Set<String> variables) {
    this.program = program;
    this.variables = variables;
  }

  /**
   * Compiles an expression, which cannot import anything. It can use the variables {@link #INPUTS}
   * and {@link #BODY}, whose values are {@linkplain #member members} of the input.
   */
  public static Jslt expression(String text) throws JsltMistake {
    return compile(
        text,
        "<inline>",
        OF_EXPRESSIONS,
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
    return compile(text, name, Set.of(), () -> new Imports(folder, files));
  }

  /** The member of an expression's input that holds the value of this variable. */
  public static String member(String variable) {
    return "$" + variable;
  }

  /**
   * What a valid expression reads of the variables that are given to it: for each that it uses, the
   * members that it names.
   */
  public static Map<String, Set<String>> variablesRead(String text) throws JsltMistake {
    return expression(text).variables.stream()
        .collect(toMap(variable -> variable, variable -> VariableReads.of(variable, text)));
  }

  /** Whether this expression uses a variable that is given to it. */
  public boolean uses(String variable) {
    return variables.contains(variable);
  }

  private static Jslt compile(
      String text, String name, Set<String> given, Supplier<ResourceResolver> imports)
      throws JsltMistake {
    CompletableFuture<Jslt> compiled = new CompletableFuture<>();
    Runnable compile =
        () -> {
          try {
            Set<String> used = undefined(parse(text, name, imports.get()));
            requireGiven(used, given);
            compiled.complete(new Jslt(parse(defining(used) + text, name, imports.get()), used));
          } catch (Throwable mistake) { // the one who waits must hear of everything
            compiled.completeExceptionally(mistake);
          }
        };
    new Thread(null, compile, "jslt-compile", STACK_BYTES).start();
    try {
      return compiled.join();
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
   * The variables that the program uses and does not define. JSLT takes them for parameters. It
   * does not say which they are, but assigns their places once more, after which the program is of
   * no use.
   */
  private static Set<String> undefined(ExpressionImpl program) {
    PreparationContext places = new PreparationContext();
    program.prepare(places);
    return Set.copyOf(places.scope.getParameterSlots().keySet());
  }

  private static void requireGiven(Set<String> used, Set<String> given) {
    used.stream()
        .filter(variable -> !given.contains(variable))
        .sorted()
        .findFirst()
        .ifPresent(
            variable -> {
              throw new JsltException("the variable $" + variable + " is not defined");
            });
  }

  /**
   * The beginning of a program that takes these variables from its input. Without the parentheses a
   * program that begins with a dot or a bracket would be read as more of the last value.
   */
  private static String defining(Set<String> variables) {
    return variables.stream()
        .map(name -> "let " + name + " = (.\"" + member(name) + "\")\n")
        .collect(joining());
  }

  private static String mistake(Throwable cause) {
    return switch (cause) {
      case JsltException wrong -> String.valueOf(wrong.getMessage());
      case StackOverflowError _ -> "is nested too deeply";
      case OutOfMemoryError _ -> "computes a constant that needs too much memory";
      default -> "is not valid JSLT: " + cause.getMessage();
    };
  }

  /** Whether JSLT takes a value for true. */
  public static boolean isTrue(JsonNode value) {
    return NodeUtils.isTrue(value);
  }

  /** Computes the program's value. Fails with what JSLT throws, or if the watch ends it. */
  public JsonNode apply(ObjectNode input) {
    return program.apply(
        new WatchedScope(program.getStackFrameSize(), WatchedNodes.watchOf(input)), input);
  }
}
