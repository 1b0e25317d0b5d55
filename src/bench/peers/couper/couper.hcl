# A request per part, their JSON bodies as members of the answer.
server {
@ENDPOINTS@
}

definitions {
  backend "parts" {
    connect_timeout = "2s"
    ttfb_timeout    = "2s"
    timeout         = "2s"
    max_connections = @POOL@
  }
}

settings {
  # On every address: Couper 1.14 takes no port beside a bind_address, and without one it cannot listen.
  default_port = @PORT@
  log_level    = "error" # the access log is written at info
}
