package io.tributary.transform.jslt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.Parser;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.support.Patience;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Defects A5 and D1: what ends a JSLT program, and what is too deep to be one. */
@Timeout(Patience.HANG_SECONDS)
class JsltTest {
  private static final String TOO_DEEP = "is nested too deeply";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "test(.text, \"^(a+)+\\\\1b\")",
        "capture(.text, \"^(?<x>(a+)+)\\\\2b\")",
        "split(.text, \"(a+)+\\\\1b\")",
        "replace(.text, \"(a+)+\\\\1b\", \"\")",
        "def f(n) if ($n > 0) f($n - 1) + f($n - 1) else 1  f(200)",
        "def f(all) [for ($all) [for ($all) [for ($all) [for ($all) 1]]]] f(.many)",
        "def f(all) {for ($all) string(.) : {for ($all) string(.) : size([for ($all) .])}} f(.many)",
      })
  void endsWhenItsThreadIsInterrupted_A5(String program) throws Exception {
    Jslt jslt = Jslt.expression(program);
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread thread = new Thread(() -> ended.complete(thrownBy(jslt)));
    thread.start();
    assertThat(thread.join(Duration.ofMillis(300))).as("it runs for long").isFalse();
    thread.interrupt();
    assertThat(ended.get(Patience.HANG.toSeconds(), TimeUnit.SECONDS))
        .isInstanceOf(OverrunException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".a == $inputs.b",
        "[for ($body) .c] == [5]",
        "-1 + $inputs.b == 3",
        "($inputs.b) == .a",
        "{\"x\": $inputs.b, \"y\": $body} == {\"x\": 4, \"y\": [{\"c\": 5}]}"
      })
  void aProgramWithVariablesCanBeginWithAnything(String program) throws Exception {
    ObjectNode read = new WatchedNodes(new Watch(1 << 20)).objectNode();
    read.put("a", 4).putObject("$inputs").put("b", 4);
    read.putArray("$body").addObject().put("c", 5);
    assertThat(Jslt.expression(program).apply(read).asBoolean()).isTrue();
  }

  private static Throwable thrownBy(Jslt jslt) {
    try {
      return new AssertionError(jslt.apply(input(1L << 40)));
    } catch (RuntimeException | StackOverflowError thrown) {
      return thrown;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "def grow(list, n) if ($n > 0) grow($list + $list, $n - 1) else size($list) grow([1], 30)",
        "def grow(text, n) if ($n > 0) grow($text + $text, $n - 1) else size($text) grow(\"aa\", 30)",
        "def f(all) [for ($all) [for ($all) {\"a\": .}]] f(.many)",
      })
  void endsWhenItAllocatesTooMuch_A8(String program) throws Exception {
    Jslt jslt = Jslt.expression(program);
    CallFailedException failed =
        catchThrowableOfType(CallFailedException.class, () -> jslt.apply(input(16 << 20)));
    assertThat(failed.reason()).isEqualTo(Reason.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "test(\"abc\", \"b\")",
        "test(\"abc\", \"^b\")",
        "test(null, \"b\")",
        "test(12, \"2\")",
        "capture(\"2026-11-26\", \"(?<y>\\\\d+)-(?<m>\\\\d+)\")",
        "capture(\"x\", \"(?<b>y)|(?<a>x)\")",
        "capture(\"none\", \"(?<y>\\\\d+)\")",
        "capture(null, \"a\")",
        "split(\"a,b,,c,,\", \",\")",
        "split(\",a\", \",\")",
        "split(\"\", \",\")",
        "split(\"abc\", \"\")",
        "split(null, \",\")",
        "split(123, \"2\")",
        "replace(\"abcabc\", \"b\", \"xx\")",
        "replace(\"abc\", \"[a-c]\", \"\")",
        "replace(\"abc\", \"x\", \"y\")",
        "replace(\"abc\", \"^.\", \"$1\")",
        "replace(null, \"x\", \"y\")",
        "replace(121, \"1\", 3)",
      })
  void functionsWithRegularExpressionsMeanWhatTheyDoInJslt(String program) throws Exception {
    JsonNode theirs = Parser.compileString(program).apply(input(1 << 20));
    assertThat(Jslt.expression(program).apply(input(1 << 20)).toString())
        .isEqualTo(theirs.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"test(\"a\", \"(\")", "replace(.a, \"[\", \"\")"})
  void aMalformedRegularExpressionIsAMistake(String program) {
    assertThatThrownBy(() -> Jslt.expression(program))
        .isInstanceOf(JsltMistake.class)
        .hasMessageContaining("regular expression");
  }

  @Test
  void deepNestingOfEachKindIsAMistake_D1() {
    int depth = 100_000;
    for (String program :
        new String[] {
          "(".repeat(depth) + ".q" + ")".repeat(depth),
          "[".repeat(depth) + "]".repeat(depth),
          "{\"a\":".repeat(depth) + "1" + "}".repeat(depth),
          "if (true) ".repeat(depth) + "1",
          "not(".repeat(depth) + "1" + ")".repeat(depth),
          "1 or ".repeat(depth) + "1",
          "[for (.) ".repeat(depth) + "1" + "]".repeat(depth),
          "1 + ".repeat(depth) + "1",
          "." + "a.".repeat(depth) + "a",
        }) {
      assertThatThrownBy(() -> Jslt.expression(program))
          .isInstanceOf(JsltMistake.class)
          .hasMessage(TOO_DEEP);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "{\"a\":", "not("})
  void whatCompilesCanBeEvaluated_D1(String open) throws Exception {
    String close = open.equals("[") ? "]" : open.startsWith("{") ? "}" : ")";
    int deepest = 0;
    for (int depth = 8; depth < 1 << 16; depth *= 2) {
      try {
        Jslt jslt = Jslt.expression(open.repeat(depth) + "1" + close.repeat(depth));
        assertThat(jslt.apply(input(1 << 20))).isNotNull();
        deepest = depth;
      } catch (JsltMistake tooDeep) {
        break;
      }
    }
    assertThat(deepest).isGreaterThanOrEqualTo(64);
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999999999999999999", "\"\\u12\"", "1 / 0", "[for (", "f(.)", "\"open"})
  void whateverTheParserThrowsIsAMistake_D1(String program) {
    assertThatThrownBy(() -> Jslt.expression(program)).isInstanceOf(JsltMistake.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$nope",
        "def f(x) $nope  f(1)",
        "let a = 1 [for (.many) let b = . $a + $nope]",
        "if (false) $nope else 1",
        "{\"a\": {\"b\": $nope, *: .}}",
      })
  void anUndefinedVariableIsAMistake_D1(String program) {
    assertThatThrownBy(() -> Jslt.expression(program))
        .isInstanceOf(JsltMistake.class)
        .hasMessage("the variable $nope is not defined");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "let a = 1 def f(x) let y = $x $y + $a  f($a)",
        "let a = [1] [for ($a) let b = . $b]",
        "if (true) let c = 2 $c else 3",
      })
  void variablesOfEveryScopeAreDefined(String program) throws Exception {
    assertThat(Jslt.expression(program).apply(input(1 << 20))).isNotNull();
  }

  @Test
  void anExpressionImportsNothing_D2() {
    assertThatThrownBy(() -> Jslt.expression("import \"x.jslt\" as x 1"))
        .isInstanceOf(JsltMistake.class)
        .hasMessageContaining("an expression cannot import a file");
  }

  private static ObjectNode input(long maxAllocation) {
    WatchedNodes nodes = new WatchedNodes(new Watch(maxAllocation));
    ObjectNode input = nodes.objectNode();
    input.put("text", "a".repeat(60));
    input.set("many", nodes.arrayNode());
    IntStream.range(0, 2000).forEach(input.withArray("many")::add);
    return input;
  }
}
