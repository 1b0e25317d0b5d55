package io.tributary.transform.jslt;

import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTARRAY;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTCHAINABLE;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTEXPR;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTFUNCTIONCALL;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTFUNCTIONDECL;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTMATCHER;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTOBJECTCOMPREHENSION;

import com.schibsted.spt.data.jslt.parser.JsltParser;
import com.schibsted.spt.data.jslt.parser.JsltParserConstants;
import com.schibsted.spt.data.jslt.parser.ParseException;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import com.schibsted.spt.data.jslt.parser.Token;
import java.io.StringReader;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds out whether a program uses its input as a whole: a {@code .} without a name, or an object
 * matcher, where {@code .} is the program's input. It could then read any member, and nobody can
 * see which. Elements of a loop and what stands left of a pipe are not the input.
 */
final class HiddenReads {
  /** The functions whose body uses its input as a whole. That is the input of the caller. */
  private final Set<String> functions = new HashSet<>();

  private HiddenReads() {}

  /** Whether the program, which is valid and imports nothing, uses its input as a whole. */
  static boolean in(String program) {
    ProgramParser parser = new ProgramParser(program);
    try {
      parser.Start();
    } catch (ParseException invalid) {
      throw new IllegalArgumentException(invalid);
    }
    return new HiddenReads().program(parser.root());
  }

  private static final class ProgramParser extends JsltParser {
    ProgramParser(String program) {
      super(new StringReader(program));
    }

    SimpleNode root() {
      return (SimpleNode) jjtree.rootNode();
    }
  }

  private boolean program(SimpleNode start) {
    int known;
    do { // a function can call one that is declared later
      known = functions.size();
      for (int i = 0; i < start.jjtGetNumChildren(); i++) {
        SimpleNode child = child(start, i);
        if (child.getId() == JJTFUNCTIONDECL && anyChild(child)) {
          functions.add(child.jjtGetFirstToken().next.image);
        }
      }
    } while (functions.size() > known);
    for (int i = 0; i < start.jjtGetNumChildren(); i++) {
      if (child(start, i).getId() != JJTFUNCTIONDECL && uses(child(start, i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether this uses the input as a whole, if {@code .} is the input here. */
  private boolean uses(SimpleNode node) {
    Token first = node.jjtGetFirstToken();
    return switch (node.getId()) {
      case JJTMATCHER -> true;
      case JJTCHAINABLE -> isWhole(first) || anyChild(node);
      case JJTFUNCTIONCALL -> functions.contains(first.image) || anyChild(node);
      case JJTEXPR -> uses(child(node, 0)); // right of a pipe . is what stands left of it
      case JJTARRAY, JJTOBJECTCOMPREHENSION ->
          first.next.kind == JsltParserConstants.FOR ? uses(child(node, 0)) : anyChild(node);
      default -> anyChild(node);
    };
  }

  private static boolean isWhole(Token first) {
    return first.kind == JsltParserConstants.DOT
        && first.next.kind != JsltParserConstants.IDENT
        && first.next.kind != JsltParserConstants.STRING;
  }

  private boolean anyChild(SimpleNode node) {
    for (int i = 0; i < node.jjtGetNumChildren(); i++) {
      if (uses(child(node, i))) {
        return true;
      }
    }
    return false;
  }

  private static SimpleNode child(SimpleNode node, int index) {
    return (SimpleNode) node.jjtGetChild(index);
  }
}
