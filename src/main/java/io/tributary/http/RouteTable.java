package io.tributary.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a path. A literal segment wins over a parameter, whatever the order of the
 * routes. The cost of a lookup does not depend on the number of routes. Confined to one event loop
 * while routes are added, then immutable.
 *
 * @param <T> what a route leads to
 */
final class RouteTable<T> {
  /**
   * A route that matches a path.
   *
   * @param parameters the values of the route's parameters by name, as they are in the path
   */
  record Match<T>(T target, Map<String, String> parameters) {}

  /** A segment of one or more routes. */
  private static final class Node<T> {
    private final Map<String, Node<T>> literals = new HashMap<>();
    private @Nullable Node<T> parameter;
    private @Nullable T target;
    private List<String> names = List.of();
  }

  private final Node<T> root = new Node<>();

  /** Adds a route: literal segments and {@code {name}} parameters. Each route is added once. */
  void add(String route, T target) {
    List<String> names = new ArrayList<>();
    Node<T> node = root;
    for (String segment : route.substring(1).split("/", -1)) {
      if (segment.startsWith("{")) {
        names.add(segment.substring(1, segment.length() - 1));
        node.parameter = Objects.requireNonNullElseGet(node.parameter, Node::new);
        node = node.parameter;
      } else {
        node = node.literals.computeIfAbsent(segment, _ -> new Node<>());
      }
    }
    node.target = target;
    node.names = names;
  }

  /**
   * Finds the route of a path, which starts with a slash and has no escaped one. Segments are
   * compared as they are. A path with escapes has no route if the decoded path has another one.
   */
  Optional<Match<T>> find(String path) {
    Optional<Match<T>> found = find(root, path, 1, new ArrayList<>());
    if (found.isEmpty() || path.indexOf('%') < 0) {
      return found;
    }
    Optional<T> decoded =
        find(root, PercentEncoding.decode(path), 1, new ArrayList<>()).map(Match::target);
    return found.filter(match -> decoded.equals(Optional.of(match.target())));
  }

  private static <T> Optional<Match<T>> find(
      Node<T> node, String path, int from, List<String> values) {
    if (from > path.length()) {
      return Optional.ofNullable(node.target)
          .map(target -> new Match<>(target, named(node.names, values)));
    }
    int slash = path.indexOf('/', from);
    int end = slash < 0 ? path.length() : slash;
    String segment = path.substring(from, end);
    Node<T> literal = node.literals.get(segment);
    if (literal != null) {
      Optional<Match<T>> found = find(literal, path, end + 1, values);
      if (found.isPresent()) {
        return found;
      }
    }
    if (node.parameter == null || segment.isEmpty()) {
      return Optional.empty();
    }
    values.add(segment);
    Optional<Match<T>> found = find(node.parameter, path, end + 1, values);
    values.removeLast();
    return found;
  }

  private static Map<String, String> named(List<String> names, List<String> values) {
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      named.put(names.get(i), values.get(i));
    }
    return named;
  }
}
