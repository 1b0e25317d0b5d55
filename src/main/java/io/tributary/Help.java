package io.tributary;

/** What {@code --help} prints. */
final class Help {
  static final String USAGE = "Usage: java -jar tributary.jar [OPTION] [CONFIG]";

  static final String TEXT =
      """
      Tributary: many backends, one answer.

      %s

      CONFIG is the configuration file. It is config/tributary.yaml if none is named.
      Without an option the service starts and serves until it is told to stop.

      Options
        --check              Read CONFIG and the files that it names, and report every mistake.
        --explain METHOD TARGET [--header 'NAME: VALUE']..
                             Show what a request would do: the inputs, the calls with their order,
                             URLs and times, the policies of the backends, and the response.
                             TARGET is a path with its query, such as '/aggregate?parts=users',
                             or a URL.
                             Nothing is sent. Credentials and constant headers are not shown.
        --openapi            Print the OpenAPI document of the aggregates of CONFIG.
        --schema             Print the JSON Schema of configuration files, for editors.
        --version            Print the version.
        --help               Print this text.

      Signals
        SIGTERM, SIGINT      Stop: /readyz turns 503, requests are still served for
                             shutdown.linger, and those in flight then have shutdown.drain.
        SIGHUP               Reload CONFIG, as a changed file and POST /reload on the management
                             port do. A file with a mistake changes nothing, and the log says why.

      Exit status
        0                    The service was told to stop, or the option has done its work.
        1                    The service cannot start, for example because a port is in use.
        3                    Memory has run out.
        64                   The command line is wrong.
        78                   The configuration has mistakes."""
          .formatted(USAGE);

  private Help() {}
}
