module gateway

go 1.25
