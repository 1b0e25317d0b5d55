package io.tributary.app;

import io.tributary.config.Config;
import io.tributary.config.Secret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tells which keys of a configuration file lead to secrets: those whose values the records of the
 * configuration hold as {@link Secret}. Stateless.
 */
final class SecretKeys {
  private SecretKeys() {}

  /** Whether these keys, from the top of the file on, lead to a secret or into one. */
  static boolean contain(List<String> keys) {
    return areSecret(Config.class, keys);
  }

  private static boolean areSecret(Type type, List<String> keys) {
    return switch (type) {
      case Class<?> value when value == Secret.class -> true;
      case Class<?> section when section.isRecord() && !keys.isEmpty() ->
          component(section, keys.getFirst())
              .filter(found -> areSecret(found.getGenericType(), below(keys)))
              .isPresent();
      case ParameterizedType optional when optional.getRawType() == Optional.class ->
          areSecret(elements(optional), keys);
      // A list or a map of sections or of values, which has a name for each in the file.
      case ParameterizedType named when !keys.isEmpty() -> areSecret(elements(named), below(keys));
      default -> false;
    };
  }

  private static Optional<RecordComponent> component(Class<?> section, String key) {
    return Arrays.stream(section.getRecordComponents())
        .filter(component -> component.getName().equals(key))
        .findFirst();
  }

  private static Type elements(ParameterizedType container) {
    return container.getActualTypeArguments()[container.getActualTypeArguments().length - 1];
  }

  private static List<String> below(List<String> keys) {
    return keys.subList(1, keys.size());
  }
}
