package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.tributary.config.ConfigException;
import io.tributary.config.yaml.SmallFile;
import io.tributary.support.CpuWatch;
import io.tributary.support.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loader accepts or refuses every damaged file, and does so quickly. */
class ConfigMutationTest {
  private static final String[] PIECES = {
    ":", ": ", "{", "}", "[", "]", "\"", "'", "${", "$${", "&a ", "*a", "!!int ", "<<: ", "- ",
    "? ", "| ", "> ", "#", " #", "\n", "\t", "%", "---\n", "...\n", "\\", "\\u", "@", "`", "~",
    "0", "-1", "1e999", ".inf", "\uD83D\uDE00", "\uFFFF", "\u0000", "\u0085", "\uFEFF", "."
  };

  @Test
  void aThousandMutationsEndInAConfigOrItsProblems() throws IOException {
    String shipped = Files.readString(Path.of("config/tributary.yaml"));
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < 1000; i++) {
      String mutated = shipped;
      for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
        mutated = mutate(mutated, random);
      }
      refused += refusesSoon(mutated, "seed " + seed + ", mutation " + i) ? 1 : 0;
    }
    assertThat(refused).as("seed %d", seed).isBetween(300, 999);
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void filesOfAMebibyteThatGrowWhereTheyCanAreSettledSoon() {
    assertRefusedSoon("? " + "{".repeat(1_000_000));
    assertRefusedSoon("backends:\n" + lines(40_000, "  b%d: { timeout: 9m }\n"));
    assertRefusedSoon(lines(100_000, "k%d: \n"));
    assertRefusedSoon("a: \"" + "${X}".repeat(200_000) + "\"");
    assertRefusedSoon("a: " + "${".repeat(400_000));
    assertRefusedSoon("deadline: " + "9".repeat(1_000_000));
    assertRefusedSoon("? /" + "{".repeat(1_000_000) + "\n: 1");
    String chain = "      p%d: { backend: b, path: /, with: { x: \"[.p%<d, .p0, .p1]\" } }\n";
    assertRefusedSoon("aggregates:\n  /a:\n    parts:\n" + lines(14_000, chain));
    assertRefusedSoon("aggregates:\n  ? /" + "{a}".repeat(300_000) + "\n  : {}\n");
    assertRefusedSoon(Loading.withUrl("\"http://h/" + "a%20".repeat(200_000) + "%\""));
    assertRefusedSoon(Loading.withUrl("\"http://h" + "/".repeat(800_000) + "%\""));
    assertRefusedSoon(Loading.withUrl("\"http://" + "a.".repeat(400_000) + ".\""));
    assertRefusedSoon(Loading.withUrl("\"http://" + "1.".repeat(400_000) + "x\""));
    assertRefusedSoon(Loading.withPath("/" + "{a}".repeat(300_000)));
    assertRefusedSoon(Loading.withPath("\"/{" + "a.".repeat(500_000) + "}\""));
    String inputs =
        "    inputs: {" + lines(100, "name%03d_0123456789_0123456789_0123456789: {},\n") + "}\n";
    String undeclared =
        "      p%d: { backend: b, path: \"/{name%<d_0123456789_0123456789_012}\" }\n";
    assertRefusedSoon("aggregates:\n  /a:\n" + inputs + "    parts:\n" + lines(11_000, undeclared));
    assertRefusedSoon(Loading.withAggregate("inputs: {" + lines(55_000, "i%d: { a: 1 },\n") + "}"));
    assertRefusedSoon(Loading.withPart("headers: { A: \"" + "\u00e9".repeat(500_000) + "\" }"));
  }

  private static String lines(int count, String format) {
    return IntStream.range(0, count)
        .mapToObj(i -> String.format(format, i))
        .collect(Collectors.joining());
  }

  private static void assertRefusedSoon(String yaml) {
    assertThat(yaml.length()).isLessThanOrEqualTo(SmallFile.LARGEST);
    String name = yaml.substring(0, 20);
    assertThat(refusesSoon(yaml, name)).as(name).isTrue();
  }

  private static boolean refusesSoon(String yaml, String name) {
    CpuWatch watch = CpuWatch.started();
    boolean refused = refuses(yaml, name);
    assertThat(watch.elapsed()).as(name).isLessThan(Patience.HANG);
    return refused;
  }

  private static boolean refuses(String yaml, String name) {
    try {
      assertThat(Loading.loader(Map.of()).parse(yaml).backends()).as(name).isNotEmpty();
      return false;
    } catch (ConfigException e) {
      assertThat(e.problems()).as(name).hasSizeBetween(1, 101);
      assertThat(e.getMessage().lines()).as(name).hasSameSizeAs(e.problems());
      assertThat(e.getMessage().length()).as(name).isLessThan(100_000);
      return true;
    } catch (RuntimeException | StackOverflowError e) {
      return fail(name + "\n" + yaml.substring(0, Math.min(yaml.length(), 5000)), e);
    }
  }

  private static String mutate(String text, Random random) {
    int at = random.nextInt(text.length());
    int to = Math.min(text.length(), at + 1 + random.nextInt(12));
    String piece = PIECES[random.nextInt(PIECES.length)];
    return switch (random.nextInt(5)) {
      case 0 -> text.substring(0, at) + text.substring(to);
      case 1 -> text.substring(0, at) + piece + text.substring(at);
      case 2 -> text.substring(0, at) + piece + text.substring(to);
      case 3 -> text.substring(0, to) + text.substring(at);
      default -> {
        int from = random.nextInt(text.length());
        String moved = text.substring(from, Math.min(text.length(), from + 30));
        yield text.substring(0, at) + moved + text.substring(at);
      }
    };
  }
}
