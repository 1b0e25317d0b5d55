package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.RawClient.Answer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What reaches a backend of a client's inputs, and what is refused before any backend is called.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InputsOverTheWireTest {
  private final Scene scene =
      new Scene(
          """
          backends: { b: { url: @backend } }
          aggregates:
            /of/{id}:
              inputs:
                id: { type: integer, minimum: 1 }
              parts: { a: { backend: b, path: "/value/{id}" } }
            /all:
              inputs:
                s: { maxLength: 5 }
                least: { minLength: 2 }
                i: { type: integer }
                small: { type: integer, format: int32 }
                n: { type: number, minimum: -1.5, maximum: 1e3 }
                flag: { type: boolean }
                kind: { enum: [open, "7"] }
                code: { pattern: "^[a-z]+$" }
                loose: { pattern: "b+" }
                day: { format: date }
                key: { format: uuid }
                ids: { type: array, items: { type: integer }, maxItems: 3 }
                texts: { type: array }
                page: { type: integer, default: 1 }
                user.id: {}
                size: { name: "page[size]" }
              parts:
                a:
                  backend: b
                  path: "/value/x{?s,least,i,small,n,flag,kind,code,loose,day,key,ids*,texts,page,user.id,size}"
            /required:
              inputs: { q: { required: true } }
              parts: { a: { backend: b, path: "/value/x{?q}" } }
            /item:
              inputs: { id: { required: true }, v: { default: v1 } }
              parts: { a: { backend: b, path: "/value/{v}{/id}" } }
            /said:
              inputs: { user: { required: true }, file: { default: a } }
              parts: { a: { backend: b, path: "/value/{+file}?user={user}" } }
            /raw/{name}:
              parts: { a: { backend: b, path: "/value/{+name}" } }
            /strict:
              strictQuery: true
              inputs: { q: {}, token: { in: header } }
              parts: { a: { backend: b, path: "/value/x{?q,token}" } }
            /header:
              inputs:
                tenant: { in: header, name: X-Tenant, required: true, maxLength: 8 }
                tags: { in: header, name: X-Tags, type: array, items: { maxLength: 3 } }
              parts: { a: { backend: b, path: "/value/{tenant}{?tags*}" } }
            /computed:
              parts:
                s: { backend: b, path: /value/ }
                t: { backend: b, path: "/value/{id}", with: { id: ".s[0]" } }
            /none: { parts: { a: { backend: b, path: /value/x } } }
          """);

  InputsOverTheWireTest() throws Exception {}

  @AfterAll
  void close() throws IOException {
    scene.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /of/7                        | /value/7
          /of/9223372036854775807      | /value/9223372036854775807
          /all                         | /value/x?page=1
          /all?s=                      | /value/x?s=&page=1
          /all?s=a%20b+c               | /value/x?s=a%20b%20c&page=1
          /all?s=%F0%9F%98%80aaaa      | /value/x?s=%F0%9F%98%80aaaa&page=1
          /all?S=other&I=x             | /value/x?page=1
          /all?ss=toolongbutnotours    | /value/x?page=1
          /all?i=-5&page=2             | /value/x?i=-5&page=2
          /all?i=0                     | /value/x?i=0&page=1
          /all?n=1e2                   | /value/x?n=1e2&page=1
          /all?n=-0.50                 | /value/x?n=-0.50&page=1
          /all?flag=false              | /value/x?flag=false&page=1
          /all?kind=7                  | /value/x?kind=7&page=1
          /all?loose=abc               | /value/x?loose=abc&page=1
          /all?day=2024-02-29          | /value/x?day=2024-02-29&page=1
          /all?ids=1&ids=2             | /value/x?ids=1&ids=2&page=1
          /all?ids=1&s=x&ids=2&ids=1   | /value/x?s=x&ids=1&ids=2&ids=1&page=1
          /all?ids=7                   | /value/x?ids=7&page=1
          /all?texts=a,b&texts=c       | /value/x?texts=a%2Cb,c&page=1
          /all?texts=                  | /value/x?texts=&page=1
          /all?user.id=5               | /value/x?page=1&user.id=5
          /all?user%2Eid=5             | /value/x?page=1&user.id=5
          /all?user=1&id=2             | /value/x?page=1
          /all?page%5Bsize%5D=9        | /value/x?page=1&size=9
          /item?id=a%2Fb               | /value/v1/a%2Fb
          /item?id=...                 | /value/v1/...
          /item?id=a..                 | /value/v1/a..
          /item?id=%252e%252e          | /value/v1/%252e%252e
          /item?id=..%0A               | /value/v1/..%0A
          /none?whatever=1             | /value/x
          """)
  void arePassedOnAsTheClientWroteThem(String asked, String called) throws IOException {
    assertThat(scene.get(asked).status()).isEqualTo(200);
    assertThat(scene.backendHeads().getLast()).startsWith("GET " + called + " ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /of/0                         | the path parameter id must be a whole number from 1 to 9223372036854775807
          /of/x                         | the path parameter id must be a whole number from 1 to
          /of/07                        | the path parameter id must be a whole number from 1 to
          /of/+7                        | the path parameter id must be a whole number from 1 to
          /of/9223372036854775808       | the path parameter id must be a whole number from 1 to
          /of/9999999999999999999       | the path parameter id must be a whole number from 1 to
          /of/%D9%A3                    | the path parameter id must be a whole number from 1 to
          /of/%EF%BC%91                 | the path parameter id must be a whole number from 1 to
          /of/..%2F7                    | there is no such resource
          /all?s=123456                 | the query parameter s must have at most 5 characters
          /all?least=a                  | the query parameter least must have 2 to 1024 characters
          /all?least=                   | the query parameter least must have 2 to 1024 characters
          /all?i=                       | the query parameter i must be a whole number of 64 bits
          /all?i                        | the query parameter i must be a whole number of 64 bits
          /all?i=1.0                    | the query parameter i must be a whole number of 64 bits
          /all?i=1e3                    | the query parameter i must be a whole number of 64 bits
          /all?i=-0                     | the query parameter i must be a whole number of 64 bits
          /all?i=0x1F                   | the query parameter i must be a whole number of 64 bits
          /all?i=%2B1                   | the query parameter i must be a whole number of 64 bits
          /all?i=+1                     | the query parameter i must be a whole number of 64 bits
          /all?i=1%0A                   | the query parameter i must be a whole number of 64 bits
          /all?i=-9223372036854775809   | the query parameter i must be a whole number of 64 bits
          /all?small=2147483648         | the query parameter small must be a whole number from -2147483648 to 2147483647
          /all?n=NaN                    | the query parameter n must be a number from -1.5 to 1E+3
          /all?n=Infinity               | the query parameter n must be a number from -1.5 to 1E+3
          /all?n=1e999                  | the query parameter n must be a number from -1.5 to 1E+3
          /all?n=1e2147483648           | the query parameter n must be a number from -1.5 to 1E+3
          /all?n=-1.51                  | the query parameter n must be a number from -1.5 to 1E+3
          /all?n=.5                     | the query parameter n must be a number from -1.5 to 1E+3
          /all?n=1,5                    | the query parameter n must be a number from -1.5 to 1E+3
          /all?flag=True                | the query parameter flag must be one of true, false
          /all?flag=1                   | the query parameter flag must be one of true, false
          /all?flag                     | the query parameter flag must be one of true, false
          /all?kind=Open                | the query parameter kind must be one of open, 7
          /all?code=abc1                | the query parameter code must match the pattern ^[a-z]+$
          /all?code=abc%0A              | the query parameter code must match the pattern ^[a-z]+$
          /all?loose=ac                 | the query parameter loose must match the pattern b+
          /all?day=2026-02-29           | the query parameter day must be a date such as 2026-01-31
          /all?key=1                    | the query parameter key must be a UUID
          /all?s=a&s=b                  | the query parameter s must be given only once
          /all?s=a&%73=a                | the query parameter s must be given only once
          /all?ids=1&ids=x              | each item of the query parameter ids must be a whole number of 64 bits
          /all?ids=1,2                  | each item of the query parameter ids must be a whole number of 64 bits
          /all?ids=                     | each item of the query parameter ids must be a whole number of 64 bits
          /all?ids=1&ids=2&ids=3&ids=4  | the query parameter ids must have at most 3 items
          /required                     | the query parameter q is required
          /required?Q=1                 | the query parameter q is required
          /item                         | the query parameter id is required
          /item?id=                     | the query parameter id must not be empty or have a dot segment
          /item?id=..                   | the query parameter id must not be empty or have a dot segment
          /item?id=../x                 | the query parameter id must not be empty or have a dot segment
          /item?id=a%2F.%2Fb            | the query parameter id must not be empty or have a dot segment
          /item?id=a%5C..               | the query parameter id must not be empty or have a dot segment
          /item?id=..;x                 | the query parameter id must not be empty or have a dot segment
          /item?id=1&v=                 | the query parameter v must not be empty or have a dot segment
          /said?user=                   | the query parameter user must not be empty
          /said?user=1&file=a?          | the query parameter file must not have ?, & or #
          /said?user=1&file=a%26user=2  | the query parameter file must not have ?, & or #
          /said?user=1&file=a%23        | the query parameter file must not have ?, & or #
          /raw/a%3Fx=1                  | the path parameter name must not have ?, & or #
          /strict?q=1&r=2               | the aggregate has no query parameter r
          /strict?Q=1                   | the aggregate has no query parameter Q
          /strict?token=1               | the aggregate has no query parameter token
          /strict?%3Cb%3E%0D%0A=1       | the aggregate has no query parameter %3Cb%3E%0D%0A
          /strict?=1                    | the aggregate has no query parameter
          """)
  void areRefusedWithTheNameAndTheRule(String asked, String detail) throws IOException {
    int calls = scene.backendHeads().size();
    Answer answer = scene.get(asked);
    assertThat(answer.status()).as(answer.body()).isIn(400, 404);
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    assertThat(answer.body()).contains("\"detail\":\"" + detail);
    assertThat(scene.backendHeads()).as("no backend is called").hasSize(calls);
  }

  @Test
  void areNotShownToWhoeverSentThem() throws IOException {
    String body = scene.get("/all?code=" + "EVIL".repeat(200)).body();
    assertThat(body).contains("\"status\":400").doesNotContain("EVIL").hasSizeLessThan(300);
    String strict = scene.get("/strict?" + "x".repeat(3000) + "=1").body();
    assertThat(strict).contains("\"status\":400").hasSizeLessThan(300);
  }

  @Test
  void b2AnEmptyComputedValueInAPathIsNeverAskedFor() throws IOException {
    int calls = scene.backendHeads().size();
    Answer answer = scene.get("/computed");
    assertThat(answer.body())
        .startsWith("{\"complete\":false,\"data\":{\"s\":[\"\"],\"t\":null}")
        .contains("\"part\":\"t\",\"reason\":\"dependency\"");
    assertThat(scene.backendHeads()).as("only s is asked").hasSize(calls + 1);
  }

  @Test
  void ofHeadersAreFoundByTheirNameAndVaryTheResponse() throws IOException {
    Answer answer = scene.get("/header", "x-TENANT: blue", "X-Tags: a, b", "X-Tags: ,c");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers("vary")).containsExactly("Accept, X-Tags, X-Tenant");
    assertThat(scene.backendHeads().getLast())
        .startsWith("GET /value/blue?tags=a&tags=b&tags=c ")
        .doesNotContainIgnoringCase("x-tenant", "x-tags");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          X-Other: 1           | the header X-Tenant (tenant) is required
          X-Tenant:            | the header X-Tenant (tenant) must not be empty or have a dot segment
          X-Tenant: 123456789  | the header X-Tenant (tenant) must have at most 8 characters
          X-Tenant: \u00fc     | the header X-Tenant (tenant) must have only ASCII characters
          X-Tenant: a;X-Tenant: b | the header X-Tenant (tenant) must be given only once
          X-Tenant: a;X-Tags: 1,2222 | each item of the header X-Tags (tags) must have at most 3 characters
          """)
  void ofHeadersAreRefusedWithTheNameAndTheRule(String headers, String detail) throws IOException {
    Answer answer = scene.get("/header", headers.split(";"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("\"detail\":\"" + detail + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/none?a=%FF", "/none?%C0%80=1"})
  void b6AQueryIsUtf8ThoughNoInputIsInIt(String asked) throws IOException {
    assertThat(scene.get(asked).status()).isEqualTo(400);
  }
}
