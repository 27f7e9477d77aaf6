module konigle.com/go/konigle/v2

go 1.23
