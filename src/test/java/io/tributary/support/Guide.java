package io.tributary.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands of a page in Markdown, in order, with what they print. */
public record Guide(List<Step> steps) {
  private static final Pattern STEP =
      Pattern.compile("```sh\\n(.*?)```\\n(?:\\n```\\n(.*?)```\\n)?", Pattern.DOTALL);

  /**
   * One block of commands.
   *
   * @param printed the block of text that follows, if one does
   */
  public record Step(String commands, Optional<String> printed) {
    /** What the output must match, where two dots stand for any text. */
    public Pattern pattern(UnaryOperator<String> localized) {
      String expected = localized.apply(printed.orElse("..")).strip();
      return Pattern.compile(
          Stream.of(expected.split("\\.\\.", -1))
              .map(Pattern::quote)
              .collect(Collectors.joining(".*?")),
          Pattern.DOTALL);
    }
  }

  public static Guide read(Path page) throws IOException {
    return new Guide(
        STEP.matcher(Files.readString(page))
            .results()
            .map(block -> new Step(block.group(1), Optional.ofNullable(block.group(2))))
            .toList());
  }
}
