package io.tributary.config.yaml;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
 * what aliases expand to is bounded, tags are refused with their line, and no scalar gets a type
 * before variables are substituted. For one file; not thread-safe.
 */
public final class YamlReader {
  private static final int DEEPEST = 32;

  private final Iterator<Event> events;
  private final Problems problems;
  private final Aliases aliases = new Aliases();
  private @Nullable Event last;

  /** The nodes so far and the characters of their texts, aliases expanded. */
  private long weight;

  /** The deepest level since the last anchor, aliases expanded. */
  private int deepest;

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
      problems.add("", SyntaxMistake.line(e.getProblemMark()), SyntaxMistake.message(e, yaml));
    } catch (ReaderException e) {
      problems.add(
          "",
          SyntaxMistake.line(yaml, e.getPosition()),
          "has a character that YAML does not allow");
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
          "",
          SyntaxMistake.line(after.getStartMark()),
          "a second document starts here; only one is allowed");
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
    requireShallow(depth, event);
    deepest = Math.max(deepest, depth);
    weight++;
    if (event instanceof AliasEvent alias) {
      return target(path, alias, depth);
    }
    String anchor = event instanceof NodeEvent node ? node.getAnchor() : null;
    return anchor == null ? content(path, event, depth) : anchored(anchor, path, event, depth);
  }

  private YamlNode target(String path, AliasEvent alias, int depth) {
    int line = SyntaxMistake.line(alias.getStartMark());
    Optional<Aliases.Anchored> target = aliases.expand(alias.getAnchor());
    if (target.isEmpty()) {
      String name = MessageText.plain(alias.getAnchor());
      problems.add(path, line, "the alias *" + name + " follows no value with the anchor &" + name);
      return new YamlNode.Refused(line);
    }
    if (aliases.tooLarge()) {
      throw new ParserException(
          null, null, "aliases expand to more than 1 MiB", alias.getStartMark());
    }
    requireShallow(depth + target.get().height(), alias);
    deepest = Math.max(deepest, depth + target.get().height());
    weight += target.get().weight();
    return target.get().node();
  }

  private YamlNode anchored(String anchor, String path, Event event, int depth) {
    long weightBefore = weight;
    int deepestBefore = deepest;
    deepest = depth;
    YamlNode node = content(path, event, depth);
    aliases.define(anchor, new Aliases.Anchored(node, 1 + weight - weightBefore, deepest - depth));
    deepest = Math.max(deepest, deepestBefore);
    return node;
  }

  private YamlNode content(String path, Event event, int depth) {
    int line = SyntaxMistake.line(event.getStartMark());
    return switch (event) {
      case ScalarEvent scalar -> untagged(path, scalar.getTag(), scalar(path, line, scalar));
      case CollectionStartEvent start when start.is(Event.ID.SequenceStart) ->
          untagged(path, start.getTag(), sequence(path, line, depth));
      case CollectionStartEvent start -> untagged(path, start.getTag(), mapping(path, line, depth));
      default -> throw new IllegalStateException("a node cannot start with " + event);
    };
  }

  private static void requireShallow(int depth, Event event) {
    if (depth > DEEPEST) {
      throw new ParserException(
          null, null, "nested deeper than " + DEEPEST + " levels", event.getStartMark());
    }
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
    weight += text.length();
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
    List<YamlNode.Mapping> merged = List.of();
    int mergeAt = 0;
    for (Event event = next(); !event.is(Event.ID.MappingEnd); event = next()) {
      YamlNode key = node(path, event, depth + 1);
      String name = key instanceof YamlNode.Scalar scalar ? scalar.text() : "";
      YamlNode value = node(MessageText.member(path, name), next(), depth + 1);
      if (isUsable(key, path, seen)) {
        seen.put(name, key.line());
        if (isMergeKey(key)) {
          merged = toMerge(MessageText.member(path, name), key.line(), value);
          mergeAt = members.size();
        } else {
          members.add(new YamlNode.Member(name, key.line(), value));
        }
      }
    }
    members.addAll(mergeAt, MergeKey.members(merged, new HashSet<>(seen.keySet())));
    return new YamlNode.Mapping(line, members);
  }

  private static boolean isMergeKey(YamlNode key) {
    return key instanceof YamlNode.Scalar(int _, String text, YamlNode.Style style)
        && style == YamlNode.Style.PLAIN
        && text.equals(MergeKey.NAME);
  }

  private List<YamlNode.Mapping> toMerge(String path, int line, YamlNode value) {
    Optional<List<YamlNode.Mapping>> mappings = MergeKey.mappings(value);
    if (mappings.isEmpty() && !(value instanceof YamlNode.Refused)) {
      problems.add(path, line, "must be a mapping to merge, or a list of mappings");
    }
    return mappings.orElseGet(List::of);
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
    if (isEmpty(key)) {
      return Optional.of("a key is missing");
    }
    return Optional.ofNullable(seen.get(key.text()))
        .map(line -> "duplicate key " + MessageText.quoted(key.text()) + ", first on line " + line);
  }

  private static boolean isEmpty(YamlNode.Scalar scalar) {
    return scalar.style() == YamlNode.Style.PLAIN && scalar.text().isEmpty();
  }
}
