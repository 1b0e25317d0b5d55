package io.tributary.transform.jslt;

import com.schibsted.spt.data.jslt.parser.JsltParser;
import com.schibsted.spt.data.jslt.parser.JsltParserConstants;
import com.schibsted.spt.data.jslt.parser.Token;
import java.io.StringReader;
import java.util.LinkedHashSet;
import java.util.Set;

/** Finds what a program names of the value of a variable. Stateless. */
final class VariableReads {
  private VariableReads() {}

  /**
   * The members that directly follow a variable, as in {@code $inputs.name}, in the order of their
   * first use.
   *
   * @param program a valid one
   */
  static Set<String> of(String variable, String program) {
    Set<String> members = new LinkedHashSet<>();
    JsltParser tokens = new JsltParser(new StringReader(program));
    Token token = tokens.getNextToken();
    while (token.kind != JsltParserConstants.EOF) {
      boolean variableItself =
          token.kind == JsltParserConstants.VARIABLE && token.image.equals("$" + variable);
      token = tokens.getNextToken();
      if (variableItself && token.kind == JsltParserConstants.DOT) {
        token = tokens.getNextToken();
        switch (token.kind) {
          case JsltParserConstants.IDENT -> members.add(token.image);
          case JsltParserConstants.STRING -> members.add(InputReads.text(token.image));
          default -> {} // the value as a whole
        }
      }
    }
    return members;
  }
}
