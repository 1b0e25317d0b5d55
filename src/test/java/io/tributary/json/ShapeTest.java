package io.tributary.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'id':1,'name':'A','secret':2} | id name | {'id':1,'name':'A'}",
        "{'secret':2,'id':1} | id | {'id':1}",
        "{'secret':2} | id | {}",
        "[{'id':1,'x':2},{'x':3},{'id':4}] | id | [{'id':1},{},{'id':4}]",
        "[[{'id':1,'x':2}]] | id | [[{'id':1}]]",
        "{'id':1,'address':{'city':'B','street':'S'}} | address.city | {'address':{'city':'B'}}",
        "{'address':[{'city':'B','street':'S'}]} | address.city | {'address':[{'city':'B'}]}",
        "{'a':{'b':{'c':1,'d':2}}} | a a.b.c | {'a':{'b':{'c':1,'d':2}}}",
        "{'address':'secret street'} | address.city | {'address':null}",
        "{'address':null} | address.city | {'address':null}",
        "['secret',{'id':1}] | id | [null,{'id':1}]",
        "{'id':1,'id':2,'x':3} | id | {'id':1,'id':2}",
        "{'\\u0069d':1,'x':3} | id | {'\\u0069d':1}",
        "7 | id | null",
        "[] | id | []",
        "{} | id | {}",
      },
      quoteCharacter = '`')
  void keeps(String document, String names, String expected) {
    Shape shape = Shape.of(words(names), List.of(), Map.of());
    assertThat(shaped(shape, document)).isEqualTo(quotes(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'id':1,'secret':2} | secret | {'id':1}",
        "{'secret':2,'id':1} | secret | {'id':1}",
        "{'a':1,'secret':2,'b':3} | secret | {'a':1,'b':3}",
        "{'secret':2,'secret':3} | secret | {}",
        "{'x':1,'x':2,'y':3,'x':4} | x | {'y':3}",
        "{'secre\\u0074':2,'id':1} | secret | {'id':1}",
        "{'a':{'b':1,'c':2},'b':3} | a.b | {'a':{'c':2},'b':3}",
        "['secret',1] | secret | ['secret',1]",
        "{'a':7} | a.b | {'a':7}",
      },
      quoteCharacter = '`')
  void drops(String document, String names, String expected) {
    Shape shape = Shape.of(List.of(), words(names), Map.of());
    assertThat(shaped(shape, document)).isEqualTo(quotes(expected));
  }

  @Test
  void renamesTheMembersThatStay() {
    Shape shape =
        Shape.of(
            List.of("id", "address.city"),
            List.of(),
            Map.of("id", "customer \"id\"", "address.city", "town"));
    assertThat(shaped(shape, "[{'id': 1, 'name': 'A', 'address': {'city': 'B', 'x': []}}]"))
        .isEqualTo(
            """
            [{"customer \\"id\\"": 1, "address": {"town": "B"}}]""");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'id':1,'x':2} | id=x | {'x':1}",
        "{'x':2,'id':1} | id=x | {'x':1}",
        "{'x':2} | id=x | {'x':2}",
        "[{'x':2},{'x':2,'id':1}] | id=x | [{'x':2},{'x':1}]",
        "{'a':1,'b':2} | a=b b=a | {'b':1,'a':2}",
        "{'a':1,'b':{'c':3}} | a=b b.c=d | {'b':1}",
        "{'b':{'c':3}} | a=b b.c=d | {'b':{'d':3}}",
      },
      quoteCharacter = '`')
  void aRenamedMemberReplacesTheOneWithItsNewName(String document, String names, String expected) {
    Map<String, String> rename = new HashMap<>();
    words(names).forEach(pair -> rename.put(pair.split("=", 2)[0], pair.split("=", 2)[1]));
    assertThat(shaped(Shape.of(List.of(), List.of(), rename), document))
        .isEqualTo(quotes(expected));
  }

  @Test
  void keepsTheLinesOfWhatStays() {
    Shape shape = Shape.of(List.of(), List.of("secret"), Map.of());
    String document =
        """
        {
          "id" : 1 ,
          "secret": { "a": "}" },
          "name": "A"
        }
        """;
    assertThat(shaped(shape, document.strip()))
        .isEqualTo(
            """
            {
              "id" : 1 ,
              "name": "A"
            }""");
  }

  @Test
  void returnsTheSameBytesIfNothingChanges() {
    Slice value = slice("{ 'id' : 1.0e+00 , 'name' : '\\u00e9' }");
    assertThat(Shape.of(List.of(), List.of("secret"), Map.of("x", "y")).of(value)).isSameAs(value);
  }

  @Test
  void aDeepDocumentIsNoTrouble() {
    String deep = "[".repeat(JsonCheck.MAX_DEPTH) + "]".repeat(JsonCheck.MAX_DEPTH);
    Shape shape = Shape.of(List.of("id"), List.of(), Map.of());
    assertThat(shaped(shape, deep)).isEqualTo(deep);
  }

  private static String shaped(Shape shape, String document) {
    return shape.of(slice(document)).toString();
  }

  private static Slice slice(String document) {
    byte[] bytes = ("  " + quotes(document) + " ").getBytes(UTF_8);
    assertThat(JsonCheck.check(bytes, 0, bytes.length)).isEqualTo(Verdict.VALID);
    return Slice.document(bytes, 0, bytes.length);
  }

  private static String quotes(String text) {
    return text.replace('\'', '"');
  }

  private static List<String> words(String text) {
    return List.of(text.split(" ", -1));
  }
}
