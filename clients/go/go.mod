module konigle.com/go/konigle

go 1.23
