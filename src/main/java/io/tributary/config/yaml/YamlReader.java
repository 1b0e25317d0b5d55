package io.tributary.config.yaml;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserException;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Parses YAML into nodes with lines. Works on parser events instead of the tree of the library:
 * aliases, merge keys and tags are refused with their line, and no scalar gets a type before
 * variables are substituted. For one file; not thread-safe.
 */
public final class YamlReader {
  private static final int DEEPEST = 32;

  private final Iterator<Event> events;
  private final Problems problems;
  private @Nullable Event last;

  private YamlReader(Iterator<Event> events, Problems problems) {
    this.events = events;
    this.problems = problems;
  }

  /** The only document of the text; empty, and reported, if there is none or it is not YAML. */
  public static Optional<YamlNode> read(String yaml, Problems problems) {
    try {
      Iterator<Event> events =
          new Yaml(new LoaderOptions()).parse(new StringReader(yaml)).iterator();
      return new YamlReader(events, problems).document();
    } catch (MarkedYAMLException e) {
      problems.add("", line(e.getProblemMark()), "is not YAML: " + MessageText.mistake(reason(e)));
    } catch (ReaderException e) {
      problems.add("", line(yaml, e.getPosition()), "has a character that YAML does not allow");
    }
    return Optional.empty();
  }

  private Optional<YamlNode> document() {
    next(); // start of stream
    YamlNode root = new YamlNode.Scalar(1, "", YamlNode.Style.PLAIN);
    if (next().is(Event.ID.DocumentStart)) {
      root = node("", next(), 0);
      next(); // end of document
    }
    if (root instanceof YamlNode.Scalar scalar && isEmpty(scalar)) {
      problems.add("", 1, "the file is empty");
      return Optional.empty();
    }
    Event after = next();
    if (after.is(Event.ID.DocumentStart)) {
      problems.add(
          "", line(after.getStartMark()), "a second document starts here; only one is allowed");
    }
    return Optional.of(root);
  }

  /** The parser throws other exceptions than its own, without a line, for some broken input. */
  private Event next() {
    try {
      last = events.next();
      return last;
    } catch (MarkedYAMLException | ReaderException e) {
      throw e;
    } catch (YAMLException | IllegalArgumentException e) {
      Mark here = last == null ? null : last.getEndMark();
      throw new ParserException(null, null, "cannot be parsed from here on", here);
    }
  }

  private YamlNode node(String path, Event event, int depth) {
    int line = line(event.getStartMark());
    if (depth > DEEPEST) {
      throw new ParserException(
          null, null, "nested deeper than " + DEEPEST + " levels", event.getStartMark());
    }
    if (event instanceof AliasEvent) {
      problems.add(path, line, "aliases (*name) are not supported; write the value out");
      return new YamlNode.Refused(line);
    }
    if (event instanceof NodeEvent anchored && anchored.getAnchor() != null) {
      problems.add(path, line, "anchors (&name) are not supported; write the value out");
    }
    return switch (event) {
      case ScalarEvent scalar -> untagged(path, scalar.getTag(), scalar(path, line, scalar));
      case CollectionStartEvent start when start.is(Event.ID.SequenceStart) ->
          untagged(path, start.getTag(), sequence(path, line, depth));
      case CollectionStartEvent start -> untagged(path, start.getTag(), mapping(path, line, depth));
      default -> throw new IllegalStateException("a node cannot start with " + event);
    };
  }

  private YamlNode untagged(String path, @Nullable String tag, YamlNode node) {
    if (tag == null) {
      return node;
    }
    problems.add(path, node.line(), "tags (" + MessageText.plain(tag) + ") are not supported");
    return new YamlNode.Refused(node.line());
  }

  private YamlNode scalar(String path, int line, ScalarEvent event) {
    String text = event.getValue();
    if (StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      return new YamlNode.Scalar(
          line, text, event.isPlain() ? YamlNode.Style.PLAIN : YamlNode.Style.QUOTED);
    }
    problems.add(path, line, "has a lone surrogate, which is half a character");
    return new YamlNode.Refused(line);
  }

  private YamlNode sequence(String path, int line, int depth) {
    List<YamlNode> items = new ArrayList<>();
    for (Event event = next(); !event.is(Event.ID.SequenceEnd); event = next()) {
      items.add(node(path + "[" + items.size() + "]", event, depth + 1));
    }
    return new YamlNode.Sequence(line, items);
  }

  private YamlNode mapping(String path, int line, int depth) {
    List<YamlNode.Member> members = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (Event event = next(); !event.is(Event.ID.MappingEnd); event = next()) {
      YamlNode key = node(path, event, depth + 1);
      String name = key instanceof YamlNode.Scalar scalar ? scalar.text() : "";
      YamlNode value = node(MessageText.member(path, name), next(), depth + 1);
      if (isUsable(key, path, seen)) {
        members.add(new YamlNode.Member(name, key.line(), value));
        seen.put(name, key.line());
      }
    }
    return new YamlNode.Mapping(line, members);
  }

  private boolean isUsable(YamlNode key, String path, Map<String, Integer> seen) {
    Optional<String> mistake =
        switch (key) {
          case YamlNode.Sequence _, YamlNode.Mapping _ -> Optional.of("a key must be text");
          case YamlNode.Scalar scalar -> mistakeInKey(scalar, seen);
          case YamlNode.Refused _ -> Optional.empty();
        };
    mistake.ifPresent(message -> problems.add(path, key.line(), message));
    return mistake.isEmpty() && key instanceof YamlNode.Scalar;
  }

  private static Optional<String> mistakeInKey(YamlNode.Scalar key, Map<String, Integer> seen) {
    if (key.style() == YamlNode.Style.PLAIN && key.text().equals("<<")) {
      return Optional.of("merge keys (<<) are not supported; write the keys out");
    }
    if (isEmpty(key)) {
      return Optional.of("a key is missing");
    }
    return Optional.ofNullable(seen.get(key.text()))
        .map(line -> "duplicate key " + MessageText.quoted(key.text()) + ", first on line " + line);
  }

  private static boolean isEmpty(YamlNode.Scalar scalar) {
    return scalar.style() == YamlNode.Style.PLAIN && scalar.text().isEmpty();
  }

  private static int line(@Nullable Mark mark) {
    return mark == null ? 0 : mark.getLine() + 1;
  }

  private static int line(String yaml, int position) {
    return 1 + (int) yaml.codePoints().limit(position).filter(c -> c == '\n').count();
  }

  private static String reason(MarkedYAMLException e) {
    String context = e.getContext() == null ? "" : e.getContext() + start(e) + ": ";
    return context + e.getProblem();
  }

  private static String start(MarkedYAMLException e) {
    return e.getContextMark() == null ? "" : " from line " + line(e.getContextMark());
  }
}
