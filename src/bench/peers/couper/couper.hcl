# Three requests at once, their JSON bodies as members of the answer.
server {
  endpoint "/aggregate" {
    request "users" {
      url = "http://127.0.0.1:@USERS@/users"
      backend = "parts"
    }
    request "orders" {
      url = "http://127.0.0.1:@ORDERS@/orders"
      backend = "parts"
    }
    request "products" {
      url = "http://127.0.0.1:@PRODUCTS@/products"
      backend = "parts"
    }
    response {
      json_body = {
        users    = backend_responses.users.json_body
        orders   = backend_responses.orders.json_body
        products = backend_responses.products.json_body
      }
    }
  }

  endpoint "/slow" {
    request "users" {
      url = "http://127.0.0.1:@USERS@/after/20/users"
      backend = "parts"
    }
    request "orders" {
      url = "http://127.0.0.1:@ORDERS@/after/20/orders"
      backend = "parts"
    }
    request "products" {
      url = "http://127.0.0.1:@PRODUCTS@/after/20/products"
      backend = "parts"
    }
    response {
      json_body = {
        users    = backend_responses.users.json_body
        orders   = backend_responses.orders.json_body
        products = backend_responses.products.json_body
      }
    }
  }

  endpoint "/partial" {
    request "users" {
      url = "http://127.0.0.1:@USERS@/users"
      backend = "parts"
    }
    request "orders" {
      url = "http://127.0.0.1:@ORDERS@/orders"
      backend = "parts"
    }
    request "products" {
      url = "http://127.0.0.1:@PRODUCTS@/failing"
      backend = "parts"
    }
    response {
      json_body = {
        users    = backend_responses.users.json_body
        orders   = backend_responses.orders.json_body
        products = backend_responses.products.status == 200 ? backend_responses.products.json_body : null
      }
    }
  }
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
