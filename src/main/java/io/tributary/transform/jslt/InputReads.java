package io.tributary.transform.jslt;

import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTARRAY;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTCHAINABLE;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTEXPR;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTFUNCTIONCALL;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTFUNCTIONDECL;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTMATCHER;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTOBJECTCOMPREHENSION;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.schibsted.spt.data.jslt.parser.JsltParser;
import com.schibsted.spt.data.jslt.parser.JsltParserConstants;
import com.schibsted.spt.data.jslt.parser.ParseException;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import com.schibsted.spt.data.jslt.parser.Token;
import java.io.StringReader;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a program reads of its input. Elements of a loop and what stands left of a pipe are not the
 * input. Immutable.
 *
 * @param whole whether it uses its input as a whole: a {@code .} without a name, or an object
 *     matcher, where {@code .} is the program's input. It could then read any member, and nobody
 *     can see which
 * @param members the members that it names, as in {@code .name}, in the order of their first use
 */
public record InputReads(boolean whole, Set<String> members) {
  private static final InputReads NOTHING = new InputReads(false, Set.of());

  /** JSLT allows line breaks and tabs in its strings. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS).build();

  /** What a valid program reads that imports nothing. */
  static InputReads of(String program) {
    ProgramParser parser = new ProgramParser(program);
    try {
      parser.Start();
    } catch (ParseException invalid) {
      throw new IllegalArgumentException(invalid);
    }
    return new Finder().program(parser.root());
  }

  private InputReads and(InputReads other) {
    Set<String> all = new LinkedHashSet<>(members);
    all.addAll(other.members);
    return new InputReads(whole || other.whole, all);
  }

  /** A string literal has the escapes of JSON. */
  static String text(String literal) {
    try {
      return JSON.readValue(literal, String.class);
    } catch (JsonProcessingException invalid) {
      throw new IllegalArgumentException(invalid);
    }
  }

  private static final class ProgramParser extends JsltParser {
    ProgramParser(String program) {
      super(new StringReader(program));
    }

    SimpleNode root() {
      return (SimpleNode) jjtree.rootNode();
    }
  }

  /** Walks the tree of a program. */
  private static final class Finder {
    /** What the body of each function reads. Its input is that of the caller. */
    private final Map<String, InputReads> functions = new HashMap<>();

    private boolean whole;
    private Set<String> members = new LinkedHashSet<>();

    InputReads program(SimpleNode start) {
      Map<String, InputReads> before;
      do { // a function can call one that is declared later
        before = Map.copyOf(functions);
        for (int i = 0; i < start.jjtGetNumChildren(); i++) {
          SimpleNode child = child(start, i);
          if (child.getId() == JJTFUNCTIONDECL) {
            children(child);
            // Of two with one name, JSLT calls the one that it knows at that place.
            functions.merge(child.jjtGetFirstToken().next.image, found(), InputReads::and);
          }
        }
      } while (!functions.equals(before));
      for (int i = 0; i < start.jjtGetNumChildren(); i++) {
        if (child(start, i).getId() != JJTFUNCTIONDECL) {
          visit(child(start, i));
        }
      }
      return found();
    }

    private InputReads found() {
      InputReads found = new InputReads(whole, members);
      whole = false;
      members = new LinkedHashSet<>();
      return found;
    }

    /** Looks at a node in which {@code .} is the input. */
    private void visit(SimpleNode node) {
      Token first = node.jjtGetFirstToken();
      switch (node.getId()) {
        case JJTMATCHER -> whole = true;
        case JJTCHAINABLE -> {
          if (first.kind == JsltParserConstants.DOT) {
            member(first.next);
          }
          children(node);
        }
        case JJTFUNCTIONCALL -> {
          InputReads called = functions.getOrDefault(first.image, NOTHING);
          whole |= called.whole;
          members.addAll(called.members);
          children(node);
        }
        case JJTEXPR -> visit(child(node, 0)); // right of a pipe . is what stands left of it
        case JJTARRAY, JJTOBJECTCOMPREHENSION -> {
          if (first.next.kind == JsltParserConstants.FOR) {
            visit(child(node, 0));
          } else {
            children(node);
          }
        }
        default -> children(node);
      }
    }

    private void member(Token name) {
      switch (name.kind) {
        case JsltParserConstants.IDENT -> members.add(name.image);
        case JsltParserConstants.STRING -> members.add(text(name.image));
        default -> whole = true;
      }
    }

    private void children(SimpleNode node) {
      for (int i = 0; i < node.jjtGetNumChildren(); i++) {
        visit(child(node, i));
      }
    }

    private static SimpleNode child(SimpleNode node, int index) {
      return (SimpleNode) node.jjtGetChild(index);
    }
  }
}
